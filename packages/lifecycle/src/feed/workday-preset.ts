import type { FeedConfig } from '../config/lifecycle-config';

/** What `"preset": "workday"` stands for; the address and the credentials of the report are the operator's. */
export interface FeedPreset extends Omit<FeedConfig, 'from' | 'zone'> {
  /** The key of the list in the reply. */
  readonly rows: string;
}

const COLUMNS = {
  employeeid: 'Emp_ID',
  email: 'Email_Address',
  username: 'User_Name',
  displayname: 'Preferred_Name',
  givenname: 'Preferred_Name_-_First_Name',
  surname: 'Preferred_Name_-_Last_Name',
  employeetype: 'Employee_Type',
  employmentstatus: 'Employment_Status',
  hiredate: 'Last_Hire_Date',
  terminationdate: 'Termination_Date',
  lastdayofwork: 'Last_Day_of_Work',
  prehireflag: 'Prehire_Flag',
  rehiredemployee: 'Rehired_Employee',
  title: 'Title',
  department: 'Department',
  costcenter: 'Cost_Center_Description',
  costcentercode: 'Cost_Center_Code',
  jobcode: 'Job_Code',
  jobfamily: 'Job_Family',
  jobfunction: 'Job_Function',
  leadership: 'Leadership',
  location: 'Location',
  locationregion: 'PAN_CF_Okta_Location_Region',
  managername: 'Manager_Preferred_Name',
  manageremailaddress: 'Manager_Email_Address',
  mobilephone: 'Public_Work_Mobile_Phone_Number',
  workphone: 'Work_Phone',
  personalemail: 'Email_-_Primary_Home',
  city: 'City',
  state: 'State',
  streetaddress: 'Street_Address',
  countryname: 'Country_Name',
  zipcode: 'Postal_Code',
} as const;

/** Without these nobody can be decided about; the others depend on the report. */
const REQUIRED: ReadonlySet<string> = new Set([
  'employeeid',
  'email',
  'username',
  'employmentstatus',
  'hiredate',
]);

/** The report of Workday (RaaS, JSON) with the columns of the reference's "IAM Sync User - Workday" mapper. */
export const WORKDAY_PRESET: FeedPreset = {
  rows: 'Report_Entry',
  key: 'employeeid',
  columns: COLUMNS,
  optional: Object.keys(COLUMNS).filter((key) => !REQUIRED.has(key)),
  lowerCase: ['email', 'username'],
  dates: ['MM/dd/yyyy'],
  dateKeys: ['hiredate', 'terminationdate', 'lastdayofwork'],
};
