import type { Attributes, FailureKind, UserResult } from '@iam/core';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimDone, claimSame, complain, ending, shown } from '../../claims/expectations';
import { anotherId } from '../../claims/another-id';
import { aChange, identityOf, fetchUser, givenUser, noMatch, valueOf } from '../../claims/given';
import { stateOf } from '../../server/exchanges';

/** Texts that break concatenated filters, URLs, JSON and objects. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['quotes and back-slashes', `O'Hara "Q" \\ \\" back\\`],
  ['a prototype’s name', '__proto__'],
  ['an inherited name', 'constructor'],
  ['emoji', '😀👨‍👩‍👧 e\u0301'],
  ['right-to-left text', 'مرحبا ‏שלום'],
  ['characters of URLs', '/a/../b?c=d&e=f#g+h%2e%2e;i'],
  ['markup', '<b>&amp;</b>${1}{{2}}'],
  ['line breaks', 'one\r\ntwo\tthree'],
  ['a text of 5000 characters', 'x'.repeat(5000)],
];

/** Beginnings of names: signs of JSON, addresses, patterns and query languages. */
const SPECIALS = [
  `o'hara+a&b=c`,
  'a"b',
  'a\\b',
  'ünï-ö',
  'a%41b',
  'a#b',
  'a/b',
  'a;b,c',
  'a%b',
  'a*b',
  'a_b',
  'a?b',
  '(a)b',
  'a^b',
  'a^ORb',
  'a^NQb',
  'javascript:b',
  'a" or "b',
];

/** Identifiers that would match a user if a filter or a path were concatenated. */
const BAITS: readonly ((value: string) => string)[] = [
  (value) => `${value}" or userName pr or userName eq "`,
  (value) => `${value}&`,
  () => `nobody" or "1" eq "1`,
  () => '*',
  () => '%',
  (value) => `nobody&${value}`,
  (value) => `../users/${value}`,
  (value) => `${value}\u0000`,
  (value) => `${value}#`,
  (value) => `${value}\\`,
];

const REFUSED: readonly FailureKind[] = [
  'invalid-input',
  'bad-request',
  'not-found',
  'no-such-resource',
  'conflict',
];

/** Injection and unusual values. */
export const hostileChecks: readonly Check[] = [
  ...TEXTS.map(([what, text]) =>
    onFake(`hostile: ${what} in every attribute is stored as it is or refused`, async (kit) => {
      for (const key of kit.sample.changeable) {
        await storedOrRefused(kit, { ...kit.newPerson(), [key]: text }, key, text);
      }
    }),
  ),
  onFake('hostile: identifiers with special characters find the one user they were given to', async (kit) => {
    for (const special of SPECIALS) {
      const plain = kit.newPerson();
      const called = (prefix: string): Attributes =>
        Object.fromEntries(
          Object.entries(plain).map(([key, value]) => [
            key,
            kit.sample.identifying.includes(key) ? `${prefix}${String(value)}` : value,
          ]),
        );
      // Whom a pattern would find as well.
      const bystander = await givenUser(kit, called(special.replace(/[%*_?]/g, 'x').replace(/[^a-z]/g, '')));
      const person = called(special);
      const created = await kit.user('iam-create-user', person);
      if (created.status === 'failed') {
        claimRefused(created);
        continue;
      }
      const found = await fetchUser(kit, person);
      claimSame(
        [created.vendor.action, found.vendor.id],
        ['create', created.vendor.id],
        `Action and id for ${shown(special)}`,
        'getUser: hand values to `query` and to the path tag as they are; they are encoded once.',
      );
      claim(
        found.vendor.id !== bystander.id,
        'Somebody else was found.',
        'getUser: hand values to `query` as they are.',
      );
    }
  }),
  onFake('hostile: an identifier never finds more than it names', async (kit) => {
    const { profile } = await givenUser(kit);
    kit.server.forget();
    await fetchUser(kit, profile);
    await noMatch(kit);
    const depths = segments(kit);
    for (const bait of BAITS) {
      const person = Object.fromEntries(
        Object.entries(identityOf(kit, profile)).map(([key, value]) => [key, bait(String(value))]),
      );
      const before = stateOf(kit.vendor);
      for (const command of ['iam-get-user', 'iam-disable-user'] as const) {
        kit.server.forget();
        const result = await kit.user(command, person);
        const advice =
          'getUser: hand the value to `query` or to the path tag; a filter is made by a tag of `queryLanguage`, a SCIM filter by `equals(attribute, value)`.';
        claim(result.status !== 'done', `${command} found somebody by ${shown(bait('…'))}.`, advice);
        claim(
          segments(kit).every((depth) => depths.includes(depth)),
          `${command} asked another address for ${shown(bait('…'))}.`,
          advice,
        );
        if (result.status === 'failed') {
          claimRefused(result);
        }
      }
      claim(stateOf(kit.vendor) === before, 'Something was written.', 'getUser: it must only read.');
    }
  }),
  onFake(
    'hostile: an id never leads to another address',
    async (kit) => {
      const { id } = await givenUser(kit);
      kit.server.forget();
      await fetchUser(kit, { id });
      const depths = segments(kit);
      for (const bait of [
        '..',
        '.',
        ' ',
        `../${id}`,
        `${id}/..`,
        `${id}?a=b`,
        `${id}#`,
        '%2e%2e',
        'a/b',
        '\ud800',
        `${anotherId(id)}\n`,
      ]) {
        kit.server.forget();
        const result = await kit.user('iam-get-user', { id: bait });
        const advice = 'getUser: put the id into the path tag (path`users/${value}`).';
        claim(result.status === 'failed', `The id ${shown(bait)} found somebody.`, advice);
        claim(
          segments(kit).every((depth) => depths.includes(depth)),
          `The id ${shown(bait)} led to another address.`,
          advice,
        );
        claimRefused(result);
      }
    },
    'lookupById',
  ),
  onFake('hostile: a key of the profile cannot reach a prototype', async (kit) => {
    const { key } = aChange(kit);
    const text = JSON.stringify(kit.newPerson());
    const created = await kit.user(
      'iam-create-user',
      `${text.slice(0, -1)}, "__proto__": {"polluted": "yes"}, "constructor": "x"}`,
    );
    claimDone(created, 'createUser: unknown keys are left out before it is called.');
    const probe: Attributes = {};
    claim(
      probe['polluted'] === undefined,
      'A key of the profile changed the prototype of every object.',
      'the client: copy with the spread operator, never key by key into an existing object.',
    );
    claimSame(
      valueOf(kit, (await fetchUser(kit, JSON.parse(text) as Attributes)).userProfile, key),
      kit.sample.profile[key],
      key,
      'createUser: send `data`.',
    );
  }),
];

const storedOrRefused = async (
  kit: FakeKit,
  person: Attributes,
  key: string,
  text: string,
): Promise<void> => {
  const before = stateOf(kit.vendor);
  const created = await kit.user('iam-create-user', person);
  if (saysWhatWasAltered(kit, created)) {
    return;
  }
  if (created.status === 'failed') {
    claimRefused(created);
    claim(
      stateOf(kit.vendor) === before,
      'A refused user was stored all the same.',
      'createUser: one request only.',
    );
    return;
  }
  claimSame(
    valueOf(kit, (await fetchUser(kit, person)).userProfile, key),
    text,
    key,
    'the client: send values as JSON and read them as they are; if the vendor alters such a value, refuse it in `refuses`.',
  );
};

/** A vendor that cuts a value says nothing; the client that compares the reply names the attribute. The record is there. */
const saysWhatWasAltered = ({ integration }: FakeKit, { failure, vendor }: UserResult): boolean =>
  failure?.kind === 'not-applied' &&
  failure.effect === 'unknown' &&
  integration.attributes.some((attribute) => (vendor.errorMessage ?? '').includes(attribute));

/** A failure must be a refusal of the value. */
export const claimRefused = (result: UserResult): void => {
  if (result.failure === undefined || !REFUSED.includes(result.failure.kind)) {
    complain(
      `${result.command} ${ending(result)}.`,
      'the client: a strange value is sent as it is or refused by the vendor; anything else means that it broke the request.',
    );
  }
};

/** How many parts the path of the last request has: a value must never add one. */
/** How deep the addresses are that were asked for, each attribute having its own. */
const segments = (kit: FakeKit): readonly number[] =>
  kit.server.exchanges().map(({ request }) => request.path.split('/').length);
