import { printable } from '@iam/core';
import { verifyInstance, type VerifyResult } from '@iam/conformance';
import { surveyConfig } from '../config/config';
import { chooseInstances, isOpen, openInstances, refuseMistakes } from '../config/open-instances';
import type { Io } from '../terminal/io';
import { jsonLine } from '../output/output';
import type { OutputFormat } from '../output/output-format';
import { sayOrigins } from '../config/say-origins';
import { tellProblems } from '../terminal/tell-problems';
import { EXIT, UsageError, type ExitCode } from '../terminal/usage-error';
import { readExceptions } from './verify-exceptions';

export interface VerifySettings {
  readonly config: string | undefined;
  readonly output: OutputFormat;
  /** Say where the configuration and the integration come from. */
  readonly verbose?: boolean;
  /** Also run the checks that write, on users and groups they create. */
  readonly write: boolean;
  /** A JSON file of checks that are left out, each with its reason. */
  readonly except?: string | undefined;
}

/** `iam verify NAME`: runs the conformance checks against a configured instance and its vendor. */
export const verify = async (name: string, settings: VerifySettings, io: Io): Promise<ExitCode> => {
  const except = settings.except === undefined ? {} : readExceptions(settings.except, io);
  const survey = surveyConfig(settings.config, io);
  const { config } = survey;
  const choice = chooseInstances(survey, [name]);
  await refuseMistakes(config, choice, io);
  // The checks create the instance again, when its secrets are no longer in the environment.
  const env = { ...io.env };
  const [opened] = await openInstances(config, choice.chosen, io);
  if (opened === undefined || !isOpen(opened)) {
    const { failure } = opened ?? {};
    tellProblems(failure?.problems ?? ['There is no such instance.'], io);
    return EXIT.wrong;
  }
  if (settings.verbose === true) {
    sayOrigins(config.file, [opened], io);
  }
  const stop = new AbortController();
  const release = io.onInterrupt(() => stop.abort());
  const results: VerifyResult[] = [];
  try {
    const checks = verifyInstance({
      integration: opened.integration,
      name,
      params: opened.config.params,
      env,
      baseDir: config.folder,
      write: settings.write,
      except,
      signal: stop.signal,
    });
    for await (const result of checks) {
      results.push(result);
      io.stdout.write(settings.output === 'json' ? jsonLine(result) : line(result));
      if (!result.ok && results.length === 1) {
        // Stops after a failed first check: it tests the connection, and the others would only repeat its failure.
        break;
      }
    }
  } catch (thrown) {
    // Parameters and exceptions are refused before the first check; what goes wrong in a check is its result.
    throw thrown instanceof Error && results.length === 0 ? new UsageError(thrown.message) : thrown;
  } finally {
    release();
  }
  io.stderr.write(`${summary(results, settings.write, stop.signal.aborted)}\n`);
  return results.every(({ ok }) => ok) && !stop.signal.aborted ? EXIT.ok : EXIT.failed;
};

const line = ({ ok, name, durationMs, message, skipped }: VerifyResult): string => {
  const sign = skipped !== undefined ? '–' : ok ? '✓' : '✗';
  const first = `${sign} ${printable(name)} (${Math.round(durationMs)} ms)\n`;
  const more = skipped === undefined ? message : `skipped: ${skipped}`;
  return more === undefined ? first : `${first}${indented(more)}\n`;
};

const indented = (message: string): string =>
  printable(message)
    .split('\n')
    .map((text) => `    ${text}`)
    .join('\n');

const summary = (results: readonly VerifyResult[], write: boolean, stopped: boolean): string => {
  const failed = results.filter(({ ok }) => !ok).length;
  const skipped = results.filter((result) => result.skipped !== undefined).length;
  const disabled = results.flatMap((result) => result.disabled ?? []);
  return [
    `${results.length - failed - skipped} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
    ...(write ? [] : ['nothing was written (--write runs the other checks)']),
    ...(stopped ? ['stopped before the end'] : []),
    ...(disabled.length === 0 ? [] : [`left behind, disabled: ${disabled.join(', ')}`]),
  ].join('; ');
};
