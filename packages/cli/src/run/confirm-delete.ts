import type { Call } from '../call/read-call';
import { groupInWords } from './group-label';
import { isOpen, type Opened } from '../config/open-instances';
import type { Io } from '../terminal/io';
import { isYes } from '../terminal/answer';
import { UsageError } from '../terminal/usage-error';

/** Asks at a terminal before deleting a group, because that cannot be undone. */
export const confirmDelete = async (
  call: Call,
  opened: readonly Opened[],
  yes: boolean,
  io: Io,
): Promise<boolean> => {
  if (call.args.command !== 'iam-delete-group' || yes) {
    return true;
  }
  if (!io.stdin.isTTY) {
    if (io.stderr.isTTY && call.fromStdin) {
      throw new UsageError(
        'Deleting from a terminal asks first, and standard input is taken by @-: add --yes.',
      );
    }
    return true;
  }
  const where = opened.map(({ config }) => config.name).join(', ');
  const group = `${groupInWords(call.args)}${await namesThere(call, opened)}`;
  const question = `Delete ${group} in ${where}? This cannot be undone. [y/N] `;
  return isYes(await io.stdin.ask(question));
};

/** Reads the group's name at each application, because an id alone does not identify it to a person. '' when unreadable. */
const namesThere = async (call: Call, opened: readonly Opened[]): Promise<string> => {
  const read = await Promise.all(
    opened
      .filter(isOpen)
      .map(({ instance }) => instance.runByName('iam-get-group', { scim: call.args.scim })),
  );
  const names = new Set(
    read.flatMap((result) =>
      result.kind === 'group' && result.status === 'done' && result.group.displayName !== null
        ? [JSON.stringify(result.group.displayName)]
        : [],
    ),
  );
  return names.size === 0 ? '' : `, which is ${[...names].join(' or ')} there,`;
};
