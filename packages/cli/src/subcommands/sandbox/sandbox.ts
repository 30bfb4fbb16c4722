import { resolve } from 'node:path';
import { people, startSandbox, type Person, type SandboxInstance } from '@iam/sandbox';
import type { Io } from '../../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../../terminal/usage-error';
import { removeConfig, writeConfig } from './config-file';
import { lifecycleSection } from './lifecycle-section';
import { refuseOtherFeed, writeFeed } from './people-feed';

export interface SandboxFlags {
  /** Where the configuration goes. */
  readonly write?: string;
  /** How many made-up people have accounts, as text. */
  readonly people?: string;
  /** Where these people go as an HR feed. */
  readonly feed?: string;
}

/**
 * `iam sandbox`: runs the local vendors until Ctrl-C. The configuration for them goes to standard output, so that
 * `iam sandbox > iam.config.json` works, or into the file that is named, which is removed at the end. With a feed it has a section for
 * `iam plan`. The feed stays: it is what the next command reads.
 */
export const runSandbox = async (flags: SandboxFlags, io: Io): Promise<ExitCode> => {
  const { write: file, feed } = flags;
  const everyone = readPeople(flags);
  if (feed !== undefined) {
    if (file !== undefined && resolve(io.cwd, file) === resolve(io.cwd, feed)) {
      throw new UsageError(`--write and --feed are both ${feed}; name two files.`);
    }
    refuseOtherFeed(resolve(io.cwd, feed), everyone);
  }
  const sandbox = await startSandbox({ people: everyone.length });
  const { instances } = sandbox.config;
  const lifecycle =
    feed === undefined
      ? {}
      : {
          lifecycle: lifecycleSection(
            instances,
            resolve(io.cwd, feed),
            resolve(io.cwd, file ?? 'iam.config.json'),
          ),
        };
  const config = `${JSON.stringify({ ...sandbox.config, ...lifecycle }, null, 2)}\n`;
  try {
    if (file === undefined) {
      io.stdout.write(config);
    } else {
      await writeConfig(resolve(io.cwd, file), config);
      io.stderr.write(`The configuration is in ${file}.\n`);
    }
    if (feed !== undefined) {
      writeFeedOrLeaveNothing(resolve(io.cwd, feed), everyone, () => {
        if (file !== undefined) {
          removeConfig(resolve(io.cwd, file), config);
        }
      });
    }
    io.stderr.write(
      `${instances.map(describe).join('')}${describePeople(everyone, feed)}The vendors run, and forget everything, until Ctrl-C.\n`,
    );
    await new Promise<void>((end) => {
      const release = io.onInterrupt(() => {
        release();
        end();
      });
    });
    if (file !== undefined) {
      io.stderr.write(`The vendors have ended; ${file} ${removeConfig(resolve(io.cwd, file), config)}.\n`);
    }
    return EXIT.ok;
  } finally {
    await sandbox.close();
  }
};

/** The feed is written last, when nothing else can be refused any more. */
const writeFeedOrLeaveNothing = (path: string, everyone: readonly Person[], undo: () => void): void => {
  try {
    writeFeed(path, everyone);
  } catch (thrown) {
    undo();
    throw thrown;
  }
};

/** What fits into the memory that Node takes without being told; each application keeps them all. */
const MOST = 100_000;

const readPeople = ({ people: wanted, feed }: SandboxFlags): readonly Person[] => {
  if (wanted === undefined) {
    if (feed !== undefined) {
      throw new UsageError(
        '--feed writes the people that --people makes; say how many, for example --people 200.',
      );
    }
    return [];
  }
  const count = /^[1-9]\d{0,8}$/.test(wanted) ? Number(wanted) : Number.NaN;
  if (!(count <= MOST)) {
    throw new UsageError(`--people takes a whole number from 1 to ${MOST}, not ${JSON.stringify(wanted)}.`);
  }
  return people(count);
};

const describe = ({ name, params }: SandboxInstance): string => `${name}: ${String(params['url'])}\n`;

const describePeople = ({ length }: readonly Person[], feed: string | undefined): string => {
  if (length === 0) {
    return '';
  }
  const who = length === 1 ? '1 made-up person has' : `${length.toLocaleString('en')} made-up people have`;
  const where = feed === undefined ? '--feed FILE writes them as CSV.' : `${feed} has them as CSV.`;
  return `${who} an account in every application; ${where}\n`;
};
