import { isDictionary } from '@iam/core/internal';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimDone, claimFailed, claimSame, complain } from '../../claims/expectations';
import { instead, webPage, withTexts } from '../../server/fault';
import { lastReply, fetchUser, noMatch, givenUser } from '../../claims/given';

/** Replies to a lookup that say nothing about the user: an error, and never "no such user". */
export const lookupReplyChecks: readonly Check[] = [
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
