import { FACES, startFaces, type Faces } from '../undo/__fixtures__/vendor-faces';
import { accountAt } from './__fixtures__/account-at';
import { openCompany, person, type Company } from './__fixtures__/company';

// A key of a leaver that HR gives to a new person does not open the leaver's account.

let faces: Faces;
let company: Company;
beforeEach(async () => {
  faces = await startFaces();
});
afterEach(async () => {
  await company.close();
  await faces.sandbox.close();
});

const named = (givenname: string, surname: string) => {
  const email = `${givenname}.${surname}@example.com`.toLowerCase();
  return { email, username: email, givenname, surname, displayname: `${givenname} ${surname}` };
};
const marie = person('E1', named('Marie', 'Bauer'));
const green = person('E2', named('Michael', 'Green'));
const HELD = expect.stringContaining('another person’s than the row') as string;

describe.each(FACES)('%s', (face) => {
  beforeEach(async () => {
    company = await openCompany([faces.instance(face)]);
    await company.apply(await company.plan([marie, green]));
  });

  it('keeps the account of a leaver whose key a new person has, until a person decides', async () => {
    const left = { ...marie, terminationdate: '2026-05-01' };
    await company.apply(await company.plan([left, green]));
    const fresh = person('E1', { ...named('Ferdinand', 'Young'), hiredate: '2026-05-20' });
    const first = await company.plan([fresh, green]);
    expect(first.items).toMatchObject([{ person: 'E1', op: 'enable', hold: HELD }]);
    await company.apply(first);
    const second = await company.plan([fresh, green]);
    expect(second.items).toMatchObject([{ person: 'E1', op: 'enable', hold: HELD }]);
    expect((await accountAt(company, faces, face, 'E1')).email).toBe(marie.email);

    await company.apply(second, ['E1']);
    expect((await accountAt(company, faces, face, 'E1')).email).toBe(fresh.email);
    expect((await company.plan([fresh, green])).said).toEqual([]);
  });
});

describe('a person who works', () => {
  beforeEach(async () => {
    company = await openCompany([faces.instance('okta')]);
    await company.apply(await company.plan([marie, green]));
  });

  it.each([
    ['changes every name', { ...named('Ferdinand', 'Young') }],
    ['marries', { ...named('Marie', 'Green-Brown') }],
    ['has another first name', { ...named('Max', 'Bauer') }],
    ['has another address', { email: 'm.b@example.com', username: 'm.b@example.com' }],
    ['has an accent corrected', { displayname: 'Maríe Bauer', givenname: 'Maríe', email: 'mb@example.com' }],
  ])('has the account changed, who %s', async (_what, changed) => {
    const plan = await company.plan([{ ...marie, ...changed }, green]);
    expect(plan.items).toMatchObject([{ person: 'E1', op: 'update' }]);
    expect(plan.items[0]?.hold).toBeUndefined();
  });
});
