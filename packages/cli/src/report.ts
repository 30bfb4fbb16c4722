import { describeFailure } from '@iam/core';
import type { CommandResult } from '@iam/core';
import type { Io } from './io';
import { writeResults } from './output';
import type { OutputFormat } from './output-format';
import { summarize } from './summary';
import { EXIT } from './wrong-call';
import type { ExitCode } from './wrong-call';

export interface ReportOptions {
  readonly output: OutputFormat;
  readonly strict: boolean;
  readonly verbose: boolean;
}

/** Results to standard output; warnings, failures and, in the last line, the count to standard error. */
export const report = async (
  results: readonly CommandResult[],
  options: ReportOptions,
  io: Io,
): Promise<ExitCode> => {
  await writeResults(results, options.output, io);
  const say = (line: string): void => io.stderr.write(`${oneLine(line)}\n`);
  for (const result of results) {
    result.warnings.forEach((warning) => say(`[${result.instanceName}] warning: ${warning}`));
    if (result.failure !== undefined) {
      say(describe(result, result.failure));
    }
    if (options.verbose) {
      say(
        `[${result.instanceName}] ${result.requests} ${result.requests === 1 ? 'request' : 'requests'} sent`,
      );
    }
  }
  const code = exitCodeOf(results, options.strict);
  const isStrict = code !== exitCodeOf(results, false);
  say(`${summarize(results)}${isStrict ? `; exit ${code} because of --strict` : ''}`);
  return code;
};

/** Vendors send line breaks; what is about one result stays on one line. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

const describe = (result: CommandResult, failure: NonNullable<CommandResult['failure']>): string =>
  describeFailure(failure, {
    where: result.instanceName,
    command: result.command,
    ...(result.who === '' ? {} : { who: result.who }),
  });

const exitCodeOf = (results: readonly CommandResult[], strict: boolean): ExitCode => {
  if (results.length > 0 && results.every(({ failure }) => failure?.kind === 'invalid-config')) {
    return EXIT.wrong;
  }
  const isWrong = (result: CommandResult): boolean =>
    result.status === 'failed' || (strict && isLeftUndone(result));
  return results.some(isWrong) ? EXIT.failed : EXIT.ok;
};

/** Skipped for another reason than already being so: a mistyped leaver must not look locked out. */
const isLeftUndone = (result: CommandResult): boolean =>
  result.kind === 'user' && result.status === 'skipped' && result.skipCause !== 'already';
