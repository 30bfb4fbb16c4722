import type { Instance } from '@iam/core';
import { account } from './__fixtures__/account';
import { mapperHash, wordsOf } from './instance-words';

type Words = Pick<Instance, 'desired' | 'difference' | 'peopleKeys' | 'profileOf'>;

const instance = (
  desired: (profile: Readonly<Record<string, unknown>>, change?: string) => Readonly<Record<string, unknown>>,
): Words => ({
  desired: (profile, change) => ({ attributes: desired(profile, change), references: [], warnings: [] }),
  peopleKeys: [],
  difference: () => ({ title: { from: 'a', to: 'b' } }),
  profileOf: ({ details }) => details as Readonly<Record<string, unknown>>,
});

const profile = { email: 'e1@example.com', title: 'Chief' };

it('has one hash for an account that is made and one that is right, whatever only creations say', () => {
  const apart = wordsOf(
    instance(({ email }, change) => ({ email, ...(change === 'create' ? { welcome: 'mail' } : {}) })),
  );

  expect(apart.desired(profile, 'create').attributes).toEqual({ email: profile.email, welcome: 'mail' });
  expect(apart.desired(profile, 'create').hash).toBe(apart.desired(profile, 'update').hash);
});

it('tells one profile from the next', () => {
  const words = wordsOf(instance(({ title }) => ({ title })));
  const chief = words.desired(profile, 'update').hash;

  expect(words.desired({ ...profile, title: 'Engineer' }, 'update').hash).not.toBe(chief);
  expect(words.desired(profile, 'update').hash).toBe(chief);
});

it('hashes the part of a record that the profile speaks of, or the names alone', () => {
  const words = wordsOf(instance(({ title }) => ({ title })));
  const hash = (record: Readonly<Record<string, unknown>>, username: string, of = true) =>
    words.recordHash(account('a', { record, username }), of ? profile : undefined);

  expect(hash({ title: 'x', seen: 1 }, 'u')).toBe(hash({ title: 'x', seen: 2 }, 'v'));
  expect(hash({ title: 'x' }, 'u')).not.toBe(hash({ title: 'y' }, 'u'));
  expect(hash({ title: 'x' }, 'u', false)).toBe(hash({ title: 'y' }, 'u', false));
  expect(hash({}, 'u', false)).not.toBe(hash({}, 'v', false));
});

it('sees that a mapper is another one', () => {
  expect(mapperHash(instance(({ title }) => ({ title })))).not.toBe(
    mapperHash(instance(({ city }) => ({ title: city }))),
  );
});
