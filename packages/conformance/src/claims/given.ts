import type { Attributes, UserResult } from '@iam/core';
import { isDictionary, readPrivateKey } from '@iam/core/internal';
import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/Either';
import type { Costed, FakeKit, Kit } from '../kit/check';
import { claimDone, complain } from './expectations';
import type { VendorReply } from '../fake/fake-vendor';
import { isRead, type Mishap } from '../server/fault';
import { stateOf } from '../server/exchanges';

/** Situations that checks begin with. */

/** A user who exists at the vendor. */
export interface GivenUser {
  readonly profile: Attributes;
  readonly id: string;
  readonly created: Costed<UserResult>;
}

/** Creates a new user. */
export const givenUser = async (kit: Kit, extra: Attributes = {}): Promise<GivenUser> => {
  const profile = { ...kit.newPerson(), ...extra };
  const created = await kit.user('iam-create-user', profile);
  claimDone(created, 'createUser: this check needs a user, so creating one must work first.');
  return { profile, id: idOf(created), created };
};

/** Creates a new user and disables it. */
export const givenDisabledUser = async (kit: Kit): Promise<GivenUser> => {
  const known = await givenUser(kit);
  const disabled = await kit.user('iam-disable-user', known.profile);
  claimDone(disabled, 'disableUser: this check needs a disabled user, so disabling one must work first.');
  return known;
};

export const idOf = ({ vendor }: UserResult): string =>
  vendor.id ??
  complain(
    'The result carries no id.',
    'every client method that returns a user must fill `id` with the vendor’s key of the record.',
  );

/** Only the identifying keys, so that an update names nothing else. */
export const identityOf = (kit: Kit, profile: Attributes): Attributes =>
  Object.fromEntries(Object.entries(profile).filter(([key]) => kit.sample.identifying.includes(key)));

/** A key whose value may change, with a new value for it. */
export const aChange = (
  kit: Kit,
): { readonly key: string; readonly before: string; readonly after: string } => {
  const [key] = kit.sample.changeable;
  if (key === undefined) {
    return complain(
      'No key of the sample profile can be changed: each one identifies the user or is read by no rule of the outgoing mapper.',
      'add a plain attribute that the outgoing mapper knows (for example title) to the sample profile.',
    );
  }
  const before = String(kit.sample.profile[key]);
  return { key, before, after: `${before} Changed` };
};

/** The value of a profile key in a profile that was read: `givenname` is under the label `Given Name` there. */
export const valueOf = (kit: Kit, profile: Attributes, key: string): unknown => {
  const label = kit.sample.labelOf(key);
  return label === undefined ? undefined : profile[label];
};

/** The user as iam-get-user shows it now. */
export const fetchUser = async (kit: Kit, profile: Attributes): Promise<Costed<UserResult>> => {
  const found = await kit.user('iam-get-user', profile);
  claimDone(found, 'getUser: the user was written before and must be found by what identifies it.');
  return found;
};

/** The last reply on the wire. */
export const lastReply = (kit: FakeKit): VendorReply =>
  kit.server.exchanges().at(-1)?.reply ??
  complain(
    'No request reached the fake vendor.',
    'connection: the base URL must lead to the URL that `params` is given.',
  );

/** The reply to a lookup without a match. */
export const noMatch = async (kit: FakeKit): Promise<VendorReply> => {
  await kit.user('iam-get-user', kit.newPerson());
  return lastReply(kit);
};

/** The replies to all lookups of a person who is not there, in their order: each attribute may be asked for at another address. */
export const noMatches = async (kit: FakeKit): Promise<readonly VendorReply[]> => {
  kit.server.forget();
  await kit.user('iam-get-user', kit.newPerson());
  return kit.server.exchanges().flatMap(({ reply }) => reply ?? []);
};

/** An error in the vendor's own shape, as the fake words it for wrong credentials, with its message as the integration reads it. */
export const vendorError = async (
  kit: FakeKit,
): Promise<{ readonly body: unknown; readonly message: string }> => {
  if (kit.vendor.tokenPath === undefined) {
    await kit.user('iam-get-user', kit.newPerson(), {}, { params: wrongCredentials(kit) });
  } else {
    kit.server.failSignIns(WRONG_TOKEN);
    await kit.user('iam-get-user', kit.newPerson(), {}, { fresh: true });
    kit.server.failSignIns();
  }
  const { status, body } = lastReply(kit);
  if (status < 400 || body === undefined) {
    return complain(
      `The fake vendor answers wrong credentials with ${status} and ${body === undefined ? 'no JSON body' : 'a body'}.`,
      'the fake: refuse wrong credentials with 401 and the vendor’s JSON error body.',
    );
  }
  const message = kit.integration.errorMessage(body);
  return message === undefined || message.trim() === ''
    ? complain(
        `errorMessage reads nothing from the vendor’s error body ${JSON.stringify(body)}.`,
        'errorMessage in the definition: return the message of this body as text, and undefined only for bodies of another shape.',
      )
    : { body, message };
};

/** The token endpoint gives a token that the API does not know. */
const WRONG_TOKEN: Mishap = {
  kind: 'altered',
  alter: (reply) => ({
    ...reply,
    body: isDictionary(reply.body) ? { ...reply.body, access_token: 'wr0ng-token-of-the-kit' } : reply.body,
  }),
};

/** Parameters with every secret replaced by a wrong one. */
export const wrongCredentials = (kit: FakeKit): Attributes => {
  const secrets = Object.entries(kit.integration.fields).filter(
    ([key, { type }]) => type === 'secret' && kit.params[key] !== undefined,
  );
  return secrets.length === 0
    ? complain(
        'The integration has no secret parameter.',
        'config in the definition: declare credentials with field.secret, so that they are never shown.',
      )
    : Object.fromEntries(secrets.map(([key]) => [key, wrongSecret(kit.params[key])]));
};

/** Another key in the place of a private key: any other text would be refused before anything is sent. */
const wrongSecret = (secret: unknown): string => {
  const known = readPrivateKey(String(secret));
  if (E.isLeft(known)) {
    return 'wrong-credentials-of-the-kit';
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = known.right.key;
  const pair =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: details?.namedCurve ?? 'prime256v1' })
      : type === 'ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

/** Runs an action and returns whether it changed the vendor's data. */
export const changesData = async (kit: FakeKit, action: () => Promise<unknown>): Promise<boolean> => {
  const before = stateOf(kit.vendor);
  await action();
  return stateOf(kit.vendor) !== before;
};

/** How many writing requests were sent since the last `forget`. */
export const writesSent = (kit: FakeKit): number =>
  kit.server.exchanges().filter(({ request }) => !isRead(request)).length;

/** How many writes create a user who may sign in: two where activation is a request of its own. */
export const writesOfCreation = async (kit: Kit): Promise<number> =>
  (await kit.withClient(async ({ activatesApart }) => activatesApart === true)) ? 2 : 1;

/** The reply with a second record beside the only one of its list; undefined when it holds no such list. */
export const withDuplicate = (reply: VendorReply, id: string): VendorReply | undefined => {
  let found = false;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const [only] = items;
      if (
        !found &&
        items.length === 1 &&
        isDictionary(only) &&
        JSON.stringify(only).includes(JSON.stringify(id))
      ) {
        found = true;
        return [
          only,
          JSON.parse(JSON.stringify(only).replaceAll(JSON.stringify(id), JSON.stringify(`${id}-2`))),
        ];
      }
      return items.map(walk);
    }
    return isDictionary(value)
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]))
      : value;
  };
  const body = walk(reply.body);
  return found ? { ...reply, body } : undefined;
};
