/** What a preset says in place of the configuration; every key can be said otherwise. */
export interface FeedPreset {
  readonly key: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly dates: readonly string[];
  /** Keys without which no person can be decided; columns of the others depend on the report. */
  readonly required: readonly string[];
  readonly lowerCase: readonly string[];
  /** The key of the list in the reply. */
  readonly rows: string;
}

/** A report of Workday as a service (RaaS), in the columns that the reference's Workday feed maps. */
const workday: FeedPreset = {
  key: 'employeeid',
  rows: 'Report_Entry',
  dates: ['MM/dd/yyyy'],
  required: ['employeeid', 'email', 'username', 'employmentstatus', 'hiredate'],
  lowerCase: ['email', 'username'],
  columns: {
    displayname: 'Preferred_Name',
    givenname: 'Preferred_Name_-_First_Name',
    surname: 'Preferred_Name_-_Last_Name',
    email: 'Email_Address',
    username: 'User_Name',
    employeeid: 'Emp_ID',
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
  },
};

export const FEED_PRESETS: Readonly<Record<'workday', FeedPreset>> = { workday };
