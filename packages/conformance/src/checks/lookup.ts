import type { Attributes } from '@iam/core';
import { isDictionary } from '@iam/core/internal';
import { onFake, reading, writing, type Check, type FakeKit, type Kit } from '../check';
import { claim, claimCost, claimDone, claimFailed, claimSame, complain } from '../expectations';
import { instead, webPage, withTexts } from '../fault';
import {
  changesData,
  withDuplicate,
  identityOf,
  lastReply,
  fetchUser,
  noMatch,
  givenUser,
  writesSent,
} from '../given';

/** Lookups: the right user, none, or an error, and never a guess. */
export const lookupChecks: readonly Check[] = [
  writing('get: somebody who exists is found with 1 request', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const found = await fetchUser(kit, profile);
    claimSame(
      found.vendor.id,
      id,
      'The id of the user who was found',
      'getUser: return the record with the id that createUser returned.',
    );
    claimCost(found, 1, 'getUser: one request must do; return the record of the search itself.');
    claimSame(
      [found.vendor.action, found.happened],
      ['get', 'found'],
      'What happened',
      'getUser: return the user.',
    );
  }),
  reading('get: somebody missing fails with 404 after 1 request for each identifier', async (kit) => {
    const missing = await kit.user('iam-get-user', kit.newPerson());
    claimFailed(
      missing,
      { status: 404, kinds: ['not-found'], says: 'User does not exist' },
      'getUser: return undefined or an empty list when nobody is found; do not throw, and do not return somebody else.',
    );
    claimCost(
      missing,
      kit.sample.lookups,
      'getUser: one request for each identifier must do to see that nobody is there.',
    );
  }),
  reading('get: a profile that names nobody fails and costs nothing', async (kit) => {
    const [attribute = ''] = kit.integration.lookupBy;
    const nobody = await kit.user('iam-get-user', { unknownkey: 'x' });
    claimFailed(
      nobody,
      { kinds: ['invalid-input'], says: attribute },
      'lookupBy in the definition: name the attributes that identify a user.',
    );
    claimCost(nobody, 0, 'getUser: it must not be reached without an identifier.');
  }),
  writing(
    'get: id in the profile finds the user with 1 request',
    async (kit) => {
      const { id } = await givenUser(kit);
      const found = await kit.user('iam-get-user', { id });
      claimDone(found, 'getUser: `attribute` "id" is the vendor’s key; read that record.');
      claimSame(
        found.vendor.id,
        id,
        'The id of the user',
        'getUser: read the record with the id that was asked for.',
      );
      claimCost(found, 1, 'getUser: one request must do for a read by id.');
    },
    'lookupById',
  ),
  onFake(
    'get: an id that is not there fails with 404',
    async (kit) => {
      const { id } = await givenUser(kit);
      claimFailed(
        await kit.user('iam-get-user', { id: anotherId(id) }),
        { status: 404, kinds: ['not-found'], says: 'User does not exist' },
        'getUser: read by id with http.find, and let errorMessage recognise the vendor’s 404 body: only then it means "no such user".',
      );
    },
    'lookupById',
  ),
  onFake('lookup: several matches are ambiguous and nothing is written', async (kit) => {
    const { profile, id } = await givenUser(kit);
    await fetchUser(kit, profile);
    const two = withDuplicate(lastReply(kit), id);
    if (two === undefined) {
      // The search answers with one record, not with a list: there can be no second one.
      return;
    }
    for (const command of ['iam-get-user', 'iam-update-user', 'iam-disable-user'] as const) {
      kit.server.repair();
      kit.server.fail({ on: 'reads', times: Infinity, mishap: instead(two) });
      kit.server.forget();
      claimFailed(
        await kit.user(command, profile),
        { kinds: ['ambiguous'] },
        'getUser: return every record that the search finds, as a list; choosing one is a guess.',
      );
      claim(
        writesSent(kit) === 0,
        `${command} wrote although two users match.`,
        'getUser: return every record that the search finds.',
      );
    }
  }),
  onFake('lookup: somebody else’s record is refused and nothing is written', async (kit) => {
    const asked = await givenUser(kit);
    const other = await givenUser(kit);
    await fetchUser(kit, other.profile);
    const wrong = lastReply(kit);
    kit.server.fail({ on: 'reads', times: Infinity, mishap: instead(wrong) });
    const advice =
      'getUser: return the record as the vendor sent it, with its own attributes in `details`, `username` and `email`; never copy what was asked for into it.';
    for (const command of ['iam-get-user', 'iam-disable-user', 'iam-update-user'] as const) {
      const wrote = await changesData(kit, async () =>
        claimFailed(await kit.user(command, asked.profile), { kinds: ['malformed-reply'] }, advice),
      );
      claim(!wrote, `${command} changed somebody although the vendor answered with another user.`, advice);
    }
  }),
  onFake('lookup: every identifier is asked for before there is said to be no such person', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const known = kit.sample.identifiersOf(profile);
    for (const key of kit.sample.identifying) {
      // One key of the person and else a new one: where it is an identifier of its own, it leads to the record.
      const mixed = { ...kit.newPerson(), [key]: profile[key] };
      const shared = kit.sample
        .identifiersOf(mixed)
        .filter(({ attribute, value }) =>
          known.some((one) => one.attribute === attribute && one.value === value),
        );
      if (shared.length === 0) {
        continue;
      }
      // Whether it is the person is the command's to judge; that there is such a record must be seen.
      const { vendor } = await kit.user('iam-get-user', mixed);
      claimSame(
        vendor.id,
        id,
        `The id for ${shared.map(({ attribute }) => attribute).join(', ')} of somebody who exists, in a profile that is new otherwise`,
        'getUser: ask for each attribute of lookupBy by its own name; none may be left out or taken for another.',
      );
    }
  }),
  onFake('lookup: two people whose derived names coincide are told apart', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const twin = twinOf(kit, profile);
    const advice =
      'the outgoing mapper and getUser: a name that is made of a part of a value (the local part of an address, given name and surname) may be another person’s; look for the text as it is given.';
    const before = recordOf(kit, id);
    for (const command of [
      'iam-disable-user',
      'iam-get-user',
      'iam-update-user',
      'iam-create-user',
      'iam-enable-user',
      'iam-disable-user',
    ] as const) {
      const result = await kit.user(command, twin);
      claim(
        result.vendor.id !== id || result.status === 'failed',
        `${command} took somebody for a person with another address.`,
        advice,
      );
      claimSame(recordOf(kit, id), before, `The record of somebody else after ${command}`, advice);
    }
  }),
  onFake(
    'lookup: a record with another key of the person is not the person, for any command',
    async (kit) => {
      const { profile, id } = await givenUser(kit);
      const key = kit.sample.externalIdKey ?? '';
      if (kit.integration.lookupBy.indexOf(kit.integration.externalIdAttribute) === 0) {
        return;
      }
      const other = { ...profile, [key]: `${String(profile[key])}-other` };
      const before = recordOf(kit, id);
      for (const command of [
        'iam-get-user',
        'iam-create-user',
        'iam-update-user',
        'iam-enable-user',
        'iam-disable-user',
      ] as const) {
        const advice = 'the client: return the vendor’s record in `details`, with the attribute of its key.';
        claimFailed(await kit.user(command, other), { status: 409, kinds: ['conflict'], says: id }, advice);
        claimSame(recordOf(kit, id), before, `The record after ${command}`, advice);
      }
    },
    'externalId',
  ),
  onFake('lookup: olduserdata is looked up first, then the current data', async (kit) => {
    const before = identityOf(kit, kit.newPerson());
    const { profile } = await givenUser(kit);
    kit.server.forget();
    const found = await kit.user('iam-get-user', { ...profile, olduserdata: before });
    claimDone(
      found,
      'lookupBy in the definition: the user must be found under its current data when the old ones find nobody.',
    );
    claimCost(found, kit.sample.lookups + 1, 'getUser: one request for each identifier must do.');
    const asked = kit.server
      .exchanges()
      .map(({ request }) => decoded(`${request.path}?${request.query}${request.text}`));
    const names = (text: string, person: object): boolean =>
      Object.values(person).some((value) => text.includes(String(value)));
    claim(
      asked.every((text, index) =>
        names(text, index < kit.sample.lookups ? before : identityOf(kit, profile)),
      ),
      'The first searches do not ask for the old identifiers or the last one not for the current one.',
      'getUser: ask for the value that it is given, in the path or the query.',
    );
    const direct = await kit.user('iam-get-user', { ...kit.newPerson(), olduserdata: profile });
    claimDone(direct, 'getUser: a user must be found by what identified it before.');
    claimCost(direct, 1, 'getUser: the old identifier finds the user, no other search is needed.');
  }),
  onFake('lookup: an HTML 404 is an error and not "no such user"', async (kit) => {
    kit.server.fail({ on: 'all', times: Infinity, mishap: instead(webPage(404)) });
    await refusesToGuess(
      kit,
      'getUser: do not take every 404 for "no such user"; use http.find, which believes only the vendor’s own error body.',
    );
  }),
  onFake('lookup: a 200 that is no list of users is an error and not "no such user"', async (kit) => {
    const honest = JSON.stringify((await noMatch(kit)).body);
    const strange = [{}, [], null, 'ok', 42]
      .filter((body) => JSON.stringify(body) !== honest)
      .map((body) => ({ status: 200, body }));
    for (const reply of [...strange, { status: 200 }, webPage(200)]) {
      kit.server.repair();
      kit.server.fail({ on: 'all', times: Infinity, mishap: instead(reply) });
      await refusesToGuess(
        kit,
        `getUser: give the request a \`reply\` codec that requires the list (t.type({ …: t.array(…) })); the answer was ${'text' in reply ? 'a web page' : JSON.stringify(reply)}.`,
      );
    }
  }),
  onFake(
    'lookup: a read by id that is answered with nonsense is an error and not "no such user"',
    async (kit) => {
      const { id } = await givenUser(kit);
      for (const reply of [
        webPage(404),
        webPage(200),
        { status: 404 },
        { status: 200, body: {} },
        { status: 200 },
      ]) {
        kit.server.repair();
        kit.server.fail({ on: 'all', times: Infinity, mishap: instead(reply) });
        const found = await kit
          .withClient(({ getUser }) => getUser({ attribute: 'id', value: id }))
          .then(
            (user) => ({ user }),
            () => undefined,
          );
        claim(
          found === undefined,
          `A ${reply.status} with ${'text' in reply ? 'a web page' : 'nothing of the vendor’s'} was taken for ${found?.user === undefined ? '"no such user"' : 'a user'}.`,
          'getUser: read by id with http.find and a `reply` codec; only a 404 with the vendor’s own error body means "no such user".',
        );
      }
    },
  ),
  onFake('lookup: a record without an id is an error', async (kit) => {
    const { profile, id } = await givenUser(kit);
    await fetchUser(kit, profile);
    const reply = lastReply(kit);
    kit.server.fail({
      on: 'reads',
      times: Infinity,
      mishap: instead({ ...reply, body: withoutText(reply.body, id) }),
    });
    claimFailed(
      await kit.user('iam-disable-user', profile),
      { kinds: ['malformed-reply'] },
      'the codec of a user: require the id (t.string); without it nobody can be told apart.',
    );
  }),
  onFake('lookup: an id that comes as a number has all its digits', async (kit) => {
    const { profile, id } = await givenUser(kit);
    kit.server.fail({ on: 'reads', mishap: withTexts([[JSON.stringify(id), LONG_NUMBER]]) });
    const found = await kit.user('iam-get-user', profile);
    claimDone(
      found,
      'the codec of the reply: read ids and names with idValue and textValue, which take numbers too.',
    );
    claimSame(
      found.vendor.id,
      LONG_NUMBER,
      'The id of the user',
      'getUser: `String` of what idValue read has all its digits; a JavaScript number has not.',
    );
  }),
];

/** An answer without information leads neither to "does not exist" nor to a new user. */
const refusesToGuess = async (kit: FakeKit, change: string): Promise<void> => {
  for (const command of ['iam-get-user', 'iam-create-user', 'iam-disable-user'] as const) {
    const result = await kit.user(command, kit.newPerson());
    const taken =
      result.failure?.kind === 'not-found' && result.vendor.errorMessage === 'User does not exist';
    if (result.status !== 'failed' || taken) {
      complain(`${command} took an answer that says nothing about the user for "no such user".`, change);
    }
  }
};

/**
 * A person with the same names and the same local part of the address, at another domain: what a mapper or a client makes of
 * them is the same. What else would tell the two apart is left out.
 */
const twinOf = (kit: Kit, profile: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(profile).flatMap(([key, value]) => {
      if (!kit.sample.identifying.includes(key)) {
        return [[key, value]];
      }
      return typeof value === 'string' && value.includes('@')
        ? [[key, value.replace(/@.*$/, '@twin.example')]]
        : [];
    }),
  );

/** The record of an id as the vendor has stored it. */
const recordOf = (kit: FakeKit, id: string): string | undefined =>
  kit.vendor
    .users()
    .map((user) => JSON.stringify(user))
    .find((user) => user.includes(JSON.stringify(id)));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** An unused id of the same shape: swaps the first two characters that differ. */
export const anotherId = (id: string): string => {
  const index = [...id].findIndex(
    (character, place) =>
      place > 0 && character !== id[place - 1] && /^[a-z0-9]{2}$/i.test(character + (id[place - 1] ?? '')),
  );
  return index < 1
    ? `${id}0`
    : `${id.slice(0, index - 1)}${id[index] ?? ''}${id[index - 1] ?? ''}${id.slice(index + 1)}`;
};

/** The body without the keys whose value is exactly this text. */
const withoutText = (value: unknown, text: string): unknown => {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withoutText(item, text));
  }
  return isDictionary(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part !== text)
          .map(([key, part]) => [key, withoutText(part, text)]),
      )
    : value;
};

/** No JavaScript number is this one. */
const LONG_NUMBER = '12345678901234567891';
