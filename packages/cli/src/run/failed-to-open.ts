import { failedCall } from '@iam/core';
import type { CommandResult } from '@iam/core';
import type { Call } from '../call/read-call';
import type { BrokenInstance } from '../config/open-instances';

/** The result of an instance that could not be set up; the other instances still run. */
export const failedToOpen = (call: Call, { config, brand, failure }: BrokenInstance): CommandResult =>
  failedCall(
    call.command,
    { brand, instanceName: config.name, warnings: [], requests: 0 },
    brand,
    { profile: objectIn(call.args['user-profile']), scim: objectIn(call.args['scim']) },
    failure,
  );

/** The call was validated: a present argument is a JSON object. */
const objectIn = (text: string | undefined): Readonly<Record<string, unknown>> =>
  text === undefined || text.trim() === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
