import { addressBeside } from './address-shape';
import { NOTIFY_EVENTS } from './lifecycle-config';
import { secret } from './secret-shape';
import { choice, flag, listOf, object, optional, required, withDefault } from './shape';

/** Where `iam worker` says what happened. */
export const notify = object({
  url: required(addressBeside('bearer'), 'Gets a POST with JSON; https, or http of this machine.'),
  bearer: optional(secret, 'A bearer token that is sent along: `env:NAME` or `file:PATH`.'),
  secret: optional(
    secret,
    'Signs every notification (HMAC-SHA256 over the body, header `X-IAM-Signature`): `env:NAME` or `file:PATH`.',
  ),
  on: withDefault(listOf(choice(...NOTIFY_EVENTS), 1), [...NOTIFY_EVENTS], 'What is said, a list of events.'),
  people: withDefault(flag, false, 'Whether the names of people may stand in it.'),
  proxy: withDefault(flag, false, 'Goes through the proxy that `HTTPS_PROXY` and `NO_PROXY` name.'),
});
