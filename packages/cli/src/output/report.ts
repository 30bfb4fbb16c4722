import { describeFailure, type CommandResult } from '@iam/core';
import type { Io } from '../terminal/io';
import { writeResults } from './output';
import type { OutputFormat } from './output-format';
import { summarize } from './summary';
import { EXIT, type ExitCode } from '../terminal/usage-error';

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
  linesAbout(results, isSaidInResults(options, io)).forEach(say);
  if (options.verbose) {
    results.forEach(({ instanceName, requests }) =>
      say(`[${instanceName}] ${requests} ${requests === 1 ? 'request' : 'requests'} sent`),
    );
  }
  const code = exitCodeOf(results, options.strict);
  const isStrict =
    code !== exitCodeOf(results, false) || results.some(({ failure }) => failure?.strict === true);
  say(`${summarize(results)}${isStrict ? `; exit ${code} because of --strict` : ''}`);
  return code;
};

/** Joins lines, because vendors send line breaks and a message about one result must stay on one line. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

/**
 * Whether the lines of the results say why something failed, and they go where these lines go: a failure is said once. Of a terminal
 * with one of the two in a file, both have it.
 */
const isSaidInResults = ({ output, verbose }: ReportOptions, { stdout, stderr }: Io): boolean =>
  output === 'summary' && !verbose && stdout.isTTY === stderr.isTTY;

/** Warnings and failures, each printed once with all instances it applies to. */
const linesAbout = (results: readonly CommandResult[], isSaid: boolean): readonly string[] => {
  const said = new Map<string, string[]>();
  for (const result of results) {
    const texts = [
      ...result.warnings
        .filter((warning) => !(isSaid && isAboutNobody(result, warning)))
        .map((warning) => `warning: ${warning}`),
      ...(result.failure === undefined || isSaid
        ? []
        : [describeFailure(result.failure, result.who === '' ? { command: result.command } : result)]),
    ];
    for (const text of texts) {
      said.set(text, [...(said.get(text) ?? []), result.instanceName]);
    }
  }
  return [...said].map(([text, names]) => `[${names.join(', ')}] ${text}`);
};

/** "not there" says it already. */
const isAboutNobody = (result: CommandResult, warning: string): boolean =>
  result.kind === 'user' && result.skipCause === 'not-found' && warning.startsWith('Nobody has ');

const exitCodeOf = (results: readonly CommandResult[], strict: boolean): ExitCode => {
  if (results.length > 0 && results.every(({ failure }) => failure?.kind === 'invalid-config')) {
    return EXIT.wrong;
  }
  const isWrong = (result: CommandResult): boolean =>
    result.status === 'failed' || (strict && isLeftUndone(result));
  return results.some(isWrong) ? EXIT.failed : EXIT.ok;
};

/** The requested state is not reached: a mistyped leaver must not look disabled, nor a person without a manager look complete. */
const isLeftUndone = (result: CommandResult): boolean =>
  result.kind === 'user' &&
  ((result.status === 'skipped' && result.skipCause !== 'already') || result.unresolved !== undefined);
