import { duplicateKey, findJsonProblem, readInputFile, whyUnreadable } from '@iam/core';
import { callName } from '../terminal/call-name';
import { whyUntrusted, trustedUsers } from './trust';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';
import type { ConfigProblem } from './decode-config';

/** The default of `--config`. */
export const CONFIG_FILE = 'iam.config.json';

/** The environment variable that names the configuration where --config does not. */
export const CONFIG_VARIABLE = 'IAM_CONFIG';

export const readText = (file: string, named: string | undefined, io: Pick<Io, 'env'>): string => {
  try {
    const text = readInputFile(file);
    refuseForeign(file, named, io);
    return text;
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      throw thrown;
    }
    if (errorCodeOf(thrown) === 'ENOENT' && named === undefined) {
      throw new UsageError(
        `There is no ${CONFIG_FILE} in this folder. Name one with --config FILE or ${CONFIG_VARIABLE}, ` +
          `be asked for what has to be in one: ${callName(io)} config init, ` +
          `or write a first one that works without any vendor: ${callName(io)} sandbox --write ${CONFIG_FILE}`,
      );
    }
    throw new UsageError(`The configuration ${file} ${whyUnreadable(thrown)}.`);
  }
};

/**
 * Refuses a configuration found in the working directory that another user could have placed there: it names programs to load and
 * hosts that receive credentials. One named with `--config` was chosen by the caller.
 */
const refuseForeign = (file: string, named: string | undefined, { env }: Pick<Io, 'env'>): void => {
  const trusted = trustedUsers(env);
  const why = named !== undefined || trusted === undefined ? undefined : whyUntrusted(file, trusted, true);
  if (why !== undefined) {
    throw new UsageError(
      `The configuration ${file} was found here and is not used: ${why}, and it says which programs run and where ` +
        `credentials go. If you trust what is in it, name it: --config ${CONFIG_FILE}; ` +
        'or let only you (or the administrator) own and change it and the folders above it (chown, chmod go-w).',
    );
  }
};

/** Reports a duplicate key, of which JSON.parse silently keeps the last value; other problems concern that value. */
export const keysTwice = (text: string): readonly ConfigProblem[] => {
  const twice = duplicateKey(text);
  return twice === undefined
    ? []
    : [{ text: `has ${JSON.stringify(twice)} twice in one object`, isOfFile: true }];
};

export const parseConfig = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const place = findJsonProblem(text);
    const where = place === undefined ? '' : `, line ${place.line}, column ${place.column}`;
    const unclosed = place?.unclosed;
    const why =
      unclosed === undefined
        ? ''
        : `: the ${unclosed.what} in line ${unclosed.line}, column ${unclosed.column} is never closed`;
    throw new UsageError(`The configuration ${file} is not JSON${where}${why}.`);
  }
};
