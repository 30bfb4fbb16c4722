import { FACES, startFaces, type Faces } from '../undo/__fixtures__/vendor-faces';
import { openCompany, person, type Company, type Row } from './__fixtures__/company';

// A feed says more of a person than any vendor keeps. Whatever it says: what was applied once is not planned again.

let faces: Faces;
let company: Company;
beforeEach(async () => {
  faces = await startFaces();
});
afterEach(async () => {
  await company.close();
  await faces.sandbox.close();
});

const SAID = {
  employeenumber: '4711',
  middlename: 'Q.',
  formattedname: 'Dr. Ann Q. Doe',
  honorificprefix: 'Dr.',
  honorificsuffix: 'Jr.',
  nickname: 'Annie',
  profileurl: 'https://people.example.com/ann',
  usertype: 'Employee',
  organization: 'Example Corporation',
  division: 'Research',
  department: 'Sales',
  costcenter: '4720',
  costcentercode: '4720',
  mobilephone: '+49 151 0000000',
  streetaddress: 'Long Street 1',
  city: 'Berlin',
  state: 'BE',
  zipcode: '10115',
  countryname: 'Germany',
  preferredlanguage: 'de-DE',
  locale: 'de-DE',
  timezone: 'Europe/Berlin',
  location: 'Berlin',
} satisfies Row;

const named = (key: string, given: string, more: Row = {}): Row =>
  person(key, {
    username: `${given.toLowerCase()}.doe@example.com`,
    email: `${given.toLowerCase()}.doe@example.com`,
    givenname: given,
    surname: 'Doe',
    displayname: `${given} Doe`,
    ...SAID,
    ...more,
  });

const led = (by: Row): Row => ({
  managername: by['displayname'] ?? '',
  manageremailaddress: by['email'] ?? '',
  manageremployeeid: by['employeeid'] ?? '',
});

const BOSS = named('E1', 'Bea');
const CHIEF = named('E2', 'Cleo');
const ANN = named('E3', 'Ann', led(BOSS));

describe.each(FACES)('%s', (face) => {
  const plan = (...rows: readonly Row[]) => company.plan([], { text: JSON.stringify(rows), refresh: true });

  it('of joiners, of those who move, and of those who were there before', async () => {
    company = await openCompany([faces.instance(face)]);
    // Managers first: who is made before them gets theirs with the plan after.
    await company.apply(await plan(BOSS, CHIEF));
    await company.apply(await plan(BOSS, CHIEF, ANN));
    expect((await plan(BOSS, CHIEF, ANN)).said).toEqual([]);

    const moved = { ...ANN, ...led(CHIEF), title: 'Director', department: 'Research', city: 'Bonn' };
    const move = await plan(BOSS, CHIEF, moved);
    expect(move.said).toHaveLength(1);
    await company.apply(move);
    expect((await plan(BOSS, CHIEF, moved)).said).toEqual([]);

    // Another database knows none of it, and finds everybody.
    await company.close();
    company = await openCompany([faces.instance(face)]);
    await company.apply(await plan(BOSS, CHIEF, moved));
    expect((await plan(BOSS, CHIEF, moved)).said).toEqual([]);
  });
});
