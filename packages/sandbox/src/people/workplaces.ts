/** A department with its titles, from the head down. */
export interface Department {
  readonly name: string;
  readonly costCenter: string;
  readonly titles: readonly [head: string, lead: string, ...others: string[]];
}

const engineering: Department = {
  name: 'Engineering',
  costCenter: '4711',
  titles: [
    'VP Engineering',
    'Engineering Manager',
    'Senior Engineer',
    'Engineer',
    'QA Engineer',
    'Site Reliability Engineer',
  ],
};
const sales: Department = {
  name: 'Sales',
  costCenter: '4720',
  titles: ['VP Sales', 'Regional Sales Manager', 'Account Executive', 'Sales Engineer', 'Sales Assistant'],
};
const support: Department = {
  name: 'Customer Support',
  costCenter: '4730',
  titles: ['Head of Support', 'Support Team Lead', 'Support Engineer', 'Support Agent'],
};

/** Teams in the order in which people are hired into them; large departments have several. */
export const TEAMS: readonly Department[] = [
  engineering,
  sales,
  support,
  { name: 'IT', costCenter: '4740', titles: ['CIO', 'IT Manager', 'Systems Administrator', 'IT Support'] },
  engineering,
  {
    name: 'Finance & Controlling',
    costCenter: '4750',
    titles: ['CFO', 'Controller', 'Accountant', 'Payroll Specialist'],
  },
  sales,
  { name: 'HR', costCenter: '4760', titles: ['Head of HR', 'HR Business Partner', 'Recruiter'] },
  engineering,
  support,
  {
    name: 'Marketing',
    costCenter: '4770',
    titles: ['CMO', 'Marketing Manager', 'Content Editor', 'Designer, Web'],
  },
  { name: 'Legal', costCenter: '4780', titles: ['General Counsel', 'Senior Counsel', 'Paralegal'] },
];

export interface Site {
  readonly city: string;
  readonly country: string;
  readonly timezone: string;
}

export const SITES: readonly Site[] = [
  { city: 'Berlin', country: 'Germany', timezone: 'Europe/Berlin' },
  { city: 'New York', country: 'United States', timezone: 'America/New_York' },
  { city: 'Dublin', country: 'Ireland', timezone: 'Europe/Dublin' },
  { city: 'Kraków', country: 'Poland', timezone: 'Europe/Warsaw' },
  { city: 'São Paulo', country: 'Brazil', timezone: 'America/Sao_Paulo' },
  { city: 'Bengaluru', country: 'India', timezone: 'Asia/Kolkata' },
  { city: 'Tokyo', country: 'Japan', timezone: 'Asia/Tokyo' },
];
