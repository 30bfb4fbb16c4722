import {
  createInstance,
  failure,
  isIAMError,
  type Failure,
  type Instance,
  type InstanceOptions,
  type Integration,
} from '@iam/core';
import { describeProblems, type Config, type Survey } from './config';
import type { ConfigProblem, InstanceConfig } from './decode-config';
import { exposedFiles } from './exposed-files';
import { integrationLoader } from './load-integration';
import type { Io } from '../terminal/io';
import { nearest } from '../terminal/core-excerpt';
import { allVariables, secretVariables } from './secret-variables';
import { UsageError } from '../terminal/usage-error';

/** An instance of the configuration that is ready to run. */
export interface OpenInstance {
  readonly config: InstanceConfig;
  readonly brand: string;
  readonly integration: Integration;
  readonly instance: Instance;
  /** The file its integration came from. */
  readonly from: string;
}

/** An instance that cannot run; the failure has the reasons without any value of the configuration. */
export interface BrokenInstance {
  readonly config: InstanceConfig;
  readonly brand: string;
  readonly failure: Failure;
}

export type Opened = OpenInstance | BrokenInstance;

export const isOpen = (opened: Opened): opened is OpenInstance => 'instance' in opened;

/** The instances a call selects, with the file's problems that concern them or the whole file. */
export interface Chosen {
  readonly chosen: readonly InstanceConfig[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * Selects the instances named with `using`, in the order of the configuration, or all of them. A name that holds commas may
 * also be a list of names, as on the platform. Problems of other instances do not count.
 */
export const chooseInstances = ({ config, problems, names }: Survey, using: readonly string[]): Chosen => {
  if (using.length === 0) {
    return { chosen: config.instances, problems };
  }
  const known = new Set(names.values());
  const wanted = using.flatMap((name) =>
    known.has(name) ? [name] : name.split(',').map((part) => part.trim()),
  );
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new UsageError([
      ...unknown.map(
        (name) => `There is no instance ${JSON.stringify(name)} in ${config.file}.${hint(name, known)}`,
      ),
      `Its instances are ${[...known].map((name) => JSON.stringify(name)).join(', ')}.`,
      ...describeProblems(config.file, problems),
    ]);
  }
  return {
    chosen: config.instances.filter(({ name }) => wanted.includes(name)),
    problems: problems.filter(({ about }) => about === undefined || wanted.includes(names.get(about) ?? '')),
  };
};

/** Throws a UsageError when the file has problems, together with those of the selected instances. */
export const refuseMistakes = async (
  config: Config,
  { chosen, problems }: Chosen,
  io: Pick<Io, 'cwd' | 'env' | 'stderr' | 'forget'>,
): Promise<void> => {
  if (problems.length > 0) {
    throw new UsageError(allMistakes(config, problems, await openInstances(config, chosen, io)));
  }
};

/** Problems of the file and of its readable instances together, so that none hides another. */
export const allMistakes = (
  { file }: Config,
  inFile: readonly ConfigProblem[],
  opened: readonly Opened[],
): readonly string[] => {
  const inInstances = opened.flatMap(problemsOf);
  return inFile.length === 0
    ? inInstances
    : describeProblems(file, [...inFile, ...inInstances.map((text) => ({ text }))]);
};

/** Problems of an instance, with paths of the file. */
export const problemsOf = (opened: Opened): readonly string[] =>
  isOpen(opened) ? [] : (opened.failure.problems ?? [opened.failure.message]);

const hint = (name: string, known: ReadonlySet<string>): string => {
  const part = name.trim().toLowerCase();
  const holding = [...known].filter((one) => part !== '' && one.toLowerCase().includes(part));
  // A part of a name names an instance to a person; it is never taken for it.
  const meant = nearest(name, [...known]) ?? (holding.length === 1 ? holding[0] : undefined);
  return meant === undefined ? '' : ` Did you mean ${JSON.stringify(meant)}?`;
};

/** Listeners to what instances do, and a limiter in place of their own. */
export type Listeners = Pick<InstanceOptions, 'onRequest' | 'onAudit' | 'actor' | 'limiter'>;

/**
 * Loads the integrations of the instances and reads their parameters. Sends nothing. Other instances of the configuration are not
 * read, but the variables they refer to are removed from the environment along with the secrets of the opened ones.
 */
export const openInstances = async (
  config: Config,
  chosen: readonly InstanceConfig[],
  io: Pick<Io, 'cwd' | 'env' | 'stderr' | 'forget'>,
  listeners: Listeners = {},
): Promise<readonly Opened[]> => {
  const load = integrationLoader(config, io.cwd);
  const loaded = await Promise.all(
    chosen.map(async (one) => ({ config: one, ...(await load(one.integration)) })),
  );
  exposedFiles(
    config,
    loaded.filter((one) => one.ok),
  ).forEach((warning) => io.stderr.write(`${warning}\n`));
  const opened = loaded.map((found): Opened => {
    const { config: one } = found;
    if (!found.ok) {
      const problems = [`${one.path}.integration: ${found.problem}`];
      return { config: one, brand: one.integration, failure: configFailure(problems) };
    }
    const { integration, from } = found;
    try {
      const instance = createInstance(integration, one.params, {
        name: one.name,
        env: io.env,
        baseDir: config.folder,
        onWarning: (message) => io.stderr.write(`${message}\n`),
        ...listeners,
      });
      return { config: one, brand: integration.brand, integration, instance, from };
    } catch (thrown) {
      if (!isIAMError(thrown)) {
        throw thrown;
      }
      const problems = (thrown.failure.problems ?? [thrown.failure.message]).map(
        (problem) => `${one.path}.${problem}`,
      );
      return { config: one, brand: integration.brand, failure: configFailure(problems) };
    }
  });
  io.forget([
    ...loaded.flatMap((one) =>
      one.ok ? secretVariables(one.integration, one.config) : allVariables(one.config),
    ),
    ...config.instances.filter((one) => !chosen.includes(one)).flatMap(allVariables),
  ]);
  return opened;
};

const configFailure = (problems: readonly string[]): Failure =>
  failure('invalid-config', `The configuration of the instance cannot be used: ${problems.join('; ')}`, {
    problems,
    next: 'Correct the configuration and run the command again.',
  });
