import { defineMapper } from '@iam/core';
import { readSample } from './sample';

const mappers = {
  outgoing: defineMapper({
    name: 'out',
    direction: 'outgoing',
    fields: {
      login: { firstOf: ['username', 'email'] },
      email: 'email',
      externalId: 'staffnumber',
      'name.family': 'surname',
      full_name: { firstOf: ['displayname', { join: ['givenname', 'surname'], with: ' ' }] },
      title: 'title',
      cost_center: { from: ['costcentercode', 'costcenter'] },
    },
  }),
  incoming: defineMapper({
    name: 'in',
    direction: 'incoming',
    fields: {
      Username: 'login',
      Email: 'email',
      Surname: 'name.family',
      Title: 'title',
      'Cost Center Code': 'cost_center',
    },
  }),
};
const integration = { lookupBy: ['id', 'login', 'externalId'], requiredAttributes: ['login', 'name.family'] };

const PROFILE = {
  id: '7',
  email: 'jane@example.com',
  username: 'jane',
  staffnumber: 1001,
  surname: 'Doe',
  displayname: 'Jane Doe',
  title: 'Boss',
  costcenter: 'C-1',
  unknown: 'x',
};

const sample = readSample(integration, mappers, PROFILE);

describe('what is found out about a sample profile', () => {
  it('leaves out the vendor’s key, which is unique', () => {
    expect(sample.profile).not.toHaveProperty('id');
  });

  it('knows the keys that lookups depend on, and those that are unique nearly everywhere', () => {
    expect(sample.identifying).toEqual(['email', 'username', 'staffnumber']);
    expect(sample.externalIdKey).toBe('staffnumber');
  });

  it('knows what may change, free texts first, and what may be cleared', () => {
    expect(sample.changeable).toEqual(['title', 'surname', 'displayname', 'costcenter']);
    expect(sample.clearable).toEqual(['title', 'displayname', 'costcenter']);
  });

  it('knows without which keys the vendor refuses a new user', () => {
    expect(sample.required).toEqual([['surname', 'name.family']]);
  });

  it.each([
    ['email', 'Email'],
    ['surname', 'Surname'],
    ['costcenter', 'Cost Center Code'],
    ['displayname', undefined],
  ])('finds %s again under the label %s', (key, label) => {
    expect(sample.labelOf(key)).toBe(label);
  });

  it('makes other people, who differ in what identifies them only', () => {
    expect(sample.marked('m1')).toEqual({
      ...sample.profile,
      email: 'jane-m1@example.com',
      username: 'jane-m1',
      staffnumber: '1001-m1',
    });
  });

  it('refuses an identifier that cannot carry a mark, because it could be a real user’s', () => {
    const { marked } = readSample(integration, mappers, { ...PROFILE, username: { login: 'jane' } });
    expect(() => marked('m1')).toThrow('must identify its person by texts');
  });
});
