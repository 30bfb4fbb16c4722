import * as E from 'fp-ts/Either';
import type { Attributes, Mapped, Mapper, MappingType } from '../profile/mapper/mapper';
import { SCIM_MAPPERS, scimIncoming, scimMappers, scimOutgoing } from './scim-mappers';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const run = (mapper: Mapper, source: Attributes, type: MappingType): Mapped => {
  const mapped = mapper.map(source, type);
  if (E.isLeft(mapped)) {
    throw new Error(mapped.left);
  }
  return mapped.right;
};
const incoming = (user: Attributes): Attributes => run(scimIncoming, user, 'User Profile').data;
const outgoing = (profile: Attributes): Attributes =>
  run(scimOutgoing, profile, 'User Profile - Create').data;

const PROFILE = {
  username: 'ann',
  employeeid: 'e-1',
  displayname: 'Annie',
  givenname: 'Ann',
  surname: 'Lee',
  middlename: 'B',
  honorificprefix: 'Dr',
  honorificsuffix: 'III',
  formattedname: 'Dr Ann B Lee III',
  nickname: 'An',
  profileurl: 'https://x.com/ann',
  email: 'ann@x.com',
  mobilephone: '+39 1',
  streetaddress: 'Via 1',
  city: 'Rome',
  state: 'RM',
  zipcode: '00100',
  countryname: 'IT',
  title: 'Lead',
  usertype: 'FTE',
  preferredlanguage: 'it-IT',
  locale: 'it-IT',
  timezone: 'Europe/Rome',
  employeenumber: '7',
  costcentercode: 'C',
  organization: 'Org',
  division: 'Div',
  department: 'R&D',
  manager: 'm-1',
  countrycodenumber: '39',
  peoplemanagerflag: false,
};

const USER = {
  userName: 'ann',
  externalId: 'e-1',
  displayName: 'Annie',
  name: {
    givenName: 'Ann',
    familyName: 'Lee',
    middleName: 'B',
    honorificPrefix: 'Dr',
    honorificSuffix: 'III',
    formatted: 'Dr Ann B Lee III',
  },
  nickName: 'An',
  profileUrl: 'https://x.com/ann',
  emails: [{ value: 'ann@x.com', type: 'work', primary: true }],
  phoneNumbers: [{ value: '+39 1', type: 'work' }],
  addresses: [
    {
      streetAddress: 'Via 1',
      type: 'work',
      locality: 'Rome',
      region: 'RM',
      postalCode: '00100',
      country: 'IT',
    },
  ],
  title: 'Lead',
  userType: 'FTE',
  preferredLanguage: 'it-IT',
  locale: 'it-IT',
  timezone: 'Europe/Rome',
  [ENTERPRISE]: {
    employeeNumber: '7',
    costCenter: 'C',
    organization: 'Org',
    division: 'Div',
    department: 'R&D',
    manager: { value: 'm-1' },
    countryCode: '39',
    managerflag: false,
  },
};

describe('User Profile - SCIM (Outgoing)', () => {
  it('builds a SCIM 2.0 user without active, id and schemas', () => {
    expect(outgoing({ ...PROFILE, active: true, id: '1', schemas: [] })).toEqual(USER);
  });

  it('writes only the keys of the profile', () => {
    expect(outgoing({ username: 'ann', title: '' })).toEqual({ userName: 'ann' });
  });

  it('derives user name and display name, and marks them as derived', () => {
    expect(
      run(scimOutgoing, { email: 'ann@x.com', givenname: 'Ann', surname: 'Lee' }, 'User Profile - Create'),
    ).toEqual({
      data: {
        userName: 'ann@x.com',
        displayName: 'Ann Lee',
        name: { givenName: 'Ann', familyName: 'Lee' },
        emails: [{ value: 'ann@x.com', type: 'work', primary: true }],
      },
      derived: ['userName', 'displayName'],
    });
    expect(outgoing({ givenname: 'Ann' })).toEqual({ name: { givenName: 'Ann' } });
  });

  it('reports what it would have derived for an existing user', () => {
    expect(scimOutgoing.derivedFrom(USER, 'User Profile - Update')).toEqual({
      userName: 'ann@x.com',
      displayName: 'Ann Lee',
    });
  });

  it('accepts the reference’s names for user type and cost centre', () => {
    expect(outgoing({ employeetype: 'FTE', costcenter: 'C' })).toEqual({
      userType: 'FTE',
      [ENTERPRISE]: { costCenter: 'C' },
    });
  });

  it('clears null values', () => {
    expect(outgoing({ title: null, mobilephone: null, department: null, email: null })).toEqual({
      title: null,
      phoneNumbers: [{ value: null, type: 'work' }],
      emails: [{ value: null, type: 'work', primary: true }],
      [ENTERPRISE]: { department: null },
    });
  });

  it('keeps names whole, whatever they contain', () => {
    const surname = `O"Brien\\", "admin": true, \u202Eשלום 😀`;
    expect(outgoing({ surname })).toEqual({ name: { familyName: surname } });
  });
});

describe('User Profile - SCIM (Incoming)', () => {
  it('restores the written profile under its labels', () => {
    const labels = incoming(outgoing(PROFILE));
    const keys = Object.entries(labels).map(([label, value]) => [
      label.toLowerCase().split(' ').join(''),
      value,
    ]);
    expect(Object.fromEntries(keys)).toEqual(PROFILE);
  });

  it('reads the manager’s name, which is read-only', () => {
    expect(incoming({ [ENTERPRISE]: { manager: { value: 'm-1', displayName: 'Max' } } })).toEqual({
      Manager: 'm-1',
      'Manager Name': 'Max',
    });
  });

  it('prefers the primary address, else the first, and never mixes two elements', () => {
    expect(incoming({ emails: [{ value: 'a' }, { value: 'b', primary: true }] })).toEqual({ Email: 'b' });
    expect(incoming({ emails: [{ value: 'a' }, { value: 'b' }] })).toEqual({ Email: 'a' });
    expect(
      incoming({
        addresses: [
          { type: 'home', locality: 'Bari', region: 'BA' },
          { type: 'work', locality: 'Rome' },
        ],
      }),
    ).toEqual({ City: 'Rome' });
  });

  it('maps the AWS-ILM example’s user to its profile with the display name', () => {
    const user = {
      id: '123456',
      meta: { resourceType: 'User', created: '2021-08-23T12:53:51Z', lastModified: '2021-08-23T12:53:57Z' },
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'test',
      name: { familyName: 'test', givenName: 'test' },
      displayName: 'test',
      active: false,
      emails: [{ value: 'john.doe@example.com', type: 'work', primary: true }],
    };
    expect(incoming(user)).toEqual({
      Email: 'john.doe@example.com',
      'Given Name': 'test',
      Surname: 'test',
      Username: 'test',
      'Display Name': 'test',
    });
  });

  it('maps the Atlassian example’s user to its profile', () => {
    const user = {
      userName: 'testDemisto',
      emails: [{ value: 'test@paloaltonetworks.com', type: 'work', primary: true }],
      title: 'Team Lead',
      groups: [],
      'urn:scim:schemas:extension:atlassian-external:1.0': { atlassianAccountId: '5f3589458d89e30046317d34' },
      id: '550364dd-1c1e-4953-bffc-418fce013c2e',
    };
    expect(incoming(user)).toEqual({
      Email: 'test@paloaltonetworks.com',
      Title: 'Team Lead',
      Username: 'testDemisto',
    });
  });
});

describe('a vendor’s variant', () => {
  const variant = scimMappers({
    name: 'Acme',
    omit: ['manager', 'costcentercode'],
    at: { department: 'department', mobilephone: 'phoneNumbers[mobile].value' },
  });

  it('has its own names', () => {
    expect([variant.incoming.name, variant.outgoing.name]).toEqual([
      'User Profile - Acme (Incoming)',
      'User Profile - Acme (Outgoing)',
    ]);
  });

  it('omits attributes and moves others in both directions', () => {
    const profile = {
      department: 'R&D',
      mobilephone: '1',
      manager: 'm-1',
      costcentercode: 'C',
      division: 'D',
    };
    const { data } = run(variant.outgoing, profile, 'User Profile - Update');
    expect(data).toEqual({
      department: 'R&D',
      phoneNumbers: [{ value: '1', type: 'mobile' }],
      [ENTERPRISE]: { division: 'D' },
    });
    expect(
      run(variant.incoming, { ...data, [ENTERPRISE]: { costCenter: 'C' } }, 'User Profile').data,
    ).toEqual({
      Department: 'R&D',
      'Mobile Phone': '1',
    });
    expect(variant.outgoing.sources('User Profile').has('manager')).toBe(false);
  });

  it('rejects two fields with one target', () => {
    expect(() => scimMappers({ name: 'Acme', at: { title: 'nickName' } })).toThrow(
      'two fields live at nickName',
    );
    expect(() => scimMappers({ name: 'Acme', at: { title: 'name' } })).toThrow('overwrite each other');
  });
});

it('finds the built-in mappers by name', () => {
  expect(SCIM_MAPPERS.map(({ name }) => name)).toEqual([
    'User Profile - SCIM (Incoming)',
    'User Profile - SCIM (Outgoing)',
  ]);
});
