import { FACES, startFaces, type Faces } from '../undo/__fixtures__/vendor-faces';
import { accountAt } from './__fixtures__/account-at';
import { openCompany, person, type Company, type Planned } from './__fixtures__/company';

// A name that the feed gave once and has no more: the account is renamed as a whole, or waits for a person.

let faces: Faces;
let company: Company;
beforeEach(async () => {
  faces = await startFaces();
});
afterEach(async () => {
  await company.close();
  await faces.sandbox.close();
});

const JANE = person('E1', {
  email: 'jane.doe@example.com',
  username: 'jane.login@corp.example',
  givenname: 'Jane',
  surname: 'Doe',
});
const MARRIED = { ...JANE, surname: 'Smith', email: 'jane.smith@example.com' };

const begin = async (face: string): Promise<void> => {
  company = await openCompany([faces.instance(face)]);
  await company.apply(await company.plan([JANE]));
};

const shownBy = (face: string) => accountAt(company, faces, face, 'E1');

const holds = ({ items }: Planned): readonly (string | undefined)[] => items.map(({ hold }) => hold);

describe.each(FACES)('%s', (face) => {
  it('has no account with the new address and the old user name', async () => {
    await begin(face);
    const before = await shownBy(face);
    const plan = await company.plan([{ ...MARRIED, username: '' }]);
    await company.apply(plan);
    const { username, email } = await shownBy(face);
    expect([username === before.username, email]).toEqual([false, 'jane.smith@example.com']);
    expect((await company.plan([{ ...MARRIED, username: '' }])).said).toEqual([]);
  });

  it('neither where the row had a third name meanwhile, which nobody applied', async () => {
    await begin(face);
    const before = await shownBy(face);
    await company.plan([{ ...JANE, username: 'jane.waits@corp.example' }]);
    await company.apply(await company.plan([{ ...MARRIED, username: '' }]));
    const { username, email } = await shownBy(face);
    expect([username === before.username, email]).toEqual([false, 'jane.smith@example.com']);
    expect((await company.plan([{ ...MARRIED, username: '' }])).said).toEqual([]);
  });

  it('keeps the address of a person whose row has none any more until that is approved', async () => {
    await begin(face);
    const before = await shownBy(face);
    const plan = await company.plan([{ ...JANE, email: '' }]);
    expect(holds(plan)).toEqual([expect.stringContaining('has no address any more')]);
    await company.apply(plan);
    expect(await shownBy(face)).toEqual(before);
  });

  it('keeps both names of a person whose row has neither', async () => {
    await begin(face);
    const before = await shownBy(face);
    const plan = await company.plan([{ ...JANE, email: '', username: '', title: 'Lead' }]);
    expect(holds(plan)).toEqual([expect.stringContaining('any more')]);
    await company.apply(plan);
    expect(await shownBy(face)).toEqual(before);
  });
});
