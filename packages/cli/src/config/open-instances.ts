import { createInstance, failure, isIAMError } from '@iam/core';
import type { Failure, Instance, InstanceOptions, Integration } from '@iam/core';
import { describeProblems } from './config';
import type { Config, ConfigProblem, InstanceConfig, Survey } from './config';
import { exposedFiles } from './exposed-files';
import { integrationLoader } from './load-integration';
import type { Io } from '../terminal/io';
import { nearest } from '../call/nearest';
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

/** An instance that cannot run: the reasons are in the failure, without any value of the configuration. */
export interface BrokenInstance {
  readonly config: InstanceConfig;
  readonly brand: string;
  readonly failure: Failure;
}

export type Opened = OpenInstance | BrokenInstance;

export const isOpen = (opened: Opened): opened is OpenInstance => 'instance' in opened;

/** The instances a call means, with what is wrong in the file with them or with all. */
export interface Chosen {
  readonly chosen: readonly InstanceConfig[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * The instances a call means: those named with `using`, in the order of the configuration, or all of them. A
 * name that holds commas may also be a list of names, as on the platform. Mistakes of instances that are not meant do not count.
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

/** Ends a call whose configuration is wrong, with everything that is wrong with the instances it means. */
export const refuseMistakes = async (
  config: Config,
  { chosen, problems }: Chosen,
  io: Pick<Io, 'cwd' | 'env' | 'stderr' | 'forget'>,
): Promise<void> => {
  if (problems.length > 0) {
    throw new UsageError(allMistakes(config, problems, await openInstances(config, chosen, io)));
  }
};

/** What is wrong with the file, and with the instances of it that could be read: none hides another. */
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

/** What is wrong with an instance, by the paths of the file. */
export const problemsOf = (opened: Opened): readonly string[] =>
  isOpen(opened) ? [] : (opened.failure.problems ?? [opened.failure.message]);

const hint = (name: string, known: ReadonlySet<string>): string => {
  const meant = nearest(name, [...known]);
  return meant === undefined ? '' : ` Did you mean ${JSON.stringify(meant)}?`;
};

/** Who hears of what instances do. */
export type Listeners = Pick<InstanceOptions, 'onRequest' | 'onAudit' | 'actor'>;

/**
 * Loads the integrations of the instances and reads their parameters. Sends nothing. The other instances of the configuration are
 * not read; that their secrets may be in the environment is forgotten with those of the instances.
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
