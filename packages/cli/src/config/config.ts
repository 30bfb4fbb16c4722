import { dirname, resolve } from 'node:path';
import { dictionary } from '@iam/core';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';
import { CONFIG_FILE, CONFIG_VARIABLE, keysTwice, parseConfig, readText } from './config-text';
import { decodeConfig, emptyList, listOf, type ConfigProblem, type InstanceConfig } from './decode-config';

export interface Config {
  /** The absolute path of the file. */
  readonly file: string;
  /** Its folder, the base of relative references to files and integrations. */
  readonly folder: string;
  readonly instances: readonly InstanceConfig[];
  /** The section `lifecycle` as it stands in the file; absent where there is none. */
  readonly lifecycle?: unknown;
}

/** A configuration with all its problems. */
export interface Survey {
  /** Has the readable instances only. */
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** Names by path of all instances, unreadable ones included. */
  readonly names: ReadonlyMap<string, string>;
}

/** The path of the configuration in use. The variable chooses the file as --config does. */
export const configFile = (given: string | undefined, io: Pick<Io, 'cwd' | 'env'>): string =>
  resolve(io.cwd, named(given, io) ?? CONFIG_FILE);

const named = (given: string | undefined, { env }: Pick<Io, 'env'>): string | undefined =>
  given ?? (env[CONFIG_VARIABLE] || undefined);

/**
 * Reads the configuration. Throws a UsageError when there is no text, or no object in it; other problems are listed, so that they
 * do not hide those of the instances.
 */
export const surveyConfig = (given: string | undefined, io: Pick<Io, 'cwd' | 'env'>): Survey => {
  const file = configFile(given, io);
  const text = readText(file, named(given, io), io).replace(/^\ufeff/, '');
  const value = parseConfig(text, file);
  const twice = keysTwice(text);
  const { instances, problems } = decodeConfig(value);
  return {
    config: {
      file,
      folder: dirname(file),
      instances,
      ...(dictionary.is(value) && value.lifecycle !== undefined ? { lifecycle: value.lifecycle } : {}),
    },
    // With a duplicate list only the last one is known, so its emptiness proves nothing.
    problems: [...twice, ...problems, ...(twice.length === 0 ? emptyList(value) : [])],
    names: new Map(
      listOf(value).flatMap((instance, index) =>
        dictionary.is(instance) && typeof instance.name === 'string'
          ? [[`instances[${index}]`, instance.name]]
          : [],
      ),
    ),
  };
};

/** Reads a configuration without mistakes. Throws a UsageError that lists every one. */
export const readConfig = (given: string | undefined, io: Pick<Io, 'cwd' | 'env'>): Config => {
  const { config, problems } = surveyConfig(given, io);
  if (problems.length > 0) {
    throw new UsageError(describeProblems(config.file, problems));
  }
  return config;
};

/** The lines of an error message; none without problems. */
export const describeProblems = (file: string, problems: readonly ConfigProblem[]): readonly string[] => {
  const inFile = problems.filter(({ isOfFile }) => isOfFile !== true);
  return [
    ...problems
      .filter((one) => !inFile.includes(one))
      .map(({ text }) => `The configuration ${file} ${text}.`),
    ...(inFile.length === 0 ? [] : [`The configuration ${file} cannot be used:`]),
    ...inFile.map(({ text }) => `  ${text}`),
  ];
};
