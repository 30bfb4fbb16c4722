import { isIAMError } from '@iam/core';
import { codeOf, DatabaseError, isPassing, messageOf } from '../database/database-error';
import { Refused, WrongCall, type CommandContext, type ExitCode } from './command-context';

/** A command of the lifecycle, without the options that it was called with. */
export type Command = (context: CommandContext) => Promise<ExitCode>;

/**
 * Runs a command; whatever it throws becomes sentences on standard error, and an exit code. Programs that read JSON get the same as an
 * object of its own, behind what was said before.
 */
export const runCommand = async (command: Command, context: CommandContext): Promise<ExitCode> => {
  try {
    return await command(context);
  } catch (thrown) {
    const [code, lines] = failureReport(thrown, context.signal);
    const text = lines.join('\n');
    context.err(`${text}\n`);
    if (context.format === 'json') {
      context.out(`${JSON.stringify({ error: { exit: code, text } })}\n`);
    }
    return code;
  }
};

/** SQLSTATE insufficient_privilege. */
const NOT_ALLOWED = '42501';

const failureReport = (
  thrown: unknown,
  { aborted, reason }: AbortSignal,
): readonly [ExitCode, readonly string[]] => {
  if (thrown instanceof WrongCall) {
    return [2, thrown.lines];
  }
  if (thrown instanceof Refused) {
    return [thrown.exit, thrown.lines];
  }
  if (thrown instanceof DatabaseError) {
    return [1, [thrown.message]];
  }
  if (isIAMError(thrown)) {
    const { message, next } = thrown.failure;
    return [1, [message, ...(next === undefined ? [] : [next])]];
  }
  if (isPassing(thrown)) {
    return [
      1,
      [
        `The database could not be asked any more: ${messageOf(thrown)}.`,
        'Run the command again; what was begun goes on where it stands.',
      ],
    ];
  }
  if (codeOf(thrown) === NOT_ALLOWED) {
    return [
      1,
      [
        `The user of the database may not do this: ${messageOf(thrown)}. To plan, apply, link, undo and report, iam writes to it.`,
        'Name another user in IAM_DATABASE_URL, or let the owner of the tables grant what is missing (grant … on all tables in schema iam to …).',
      ],
    ];
  }
  if (aborted && thrown === reason) {
    return [1, ['Stopped before the end.']];
  }
  return [1, [`A defect in iam: ${messageOf(thrown)}`, 'Report it with the command and the version.']];
};
