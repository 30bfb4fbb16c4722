import { dirname, resolve } from 'node:path';
import { dictionary } from '@iam/core';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';
import { CONFIG_FILE, keysTwice, parseConfig, readText } from './config-text';
import { decodeConfig, emptyList, listOf, type ConfigProblem, type InstanceConfig } from './decode-config';

export interface Config {
  /** The absolute path of the file. */
  readonly file: string;
  /** Its folder: references to files and integrations start there. */
  readonly folder: string;
  readonly instances: readonly InstanceConfig[];
}

/** A configuration with everything that is wrong with it. */
export interface Survey {
  /** With the instances that can be read. */
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** The names of all instances by their paths, of those that cannot be read, too. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Reads the configuration. Throws a UsageError when there is no text to read, or nothing that could be a configuration; other
 * mistakes are listed, so that they do not hide those of the instances.
 */
export const surveyConfig = (named: string | undefined, io: Pick<Io, 'cwd' | 'env'>): Survey => {
  const file = resolve(io.cwd, named ?? CONFIG_FILE);
  const text = readText(file, named, io).replace(/^\ufeff/, '');
  const value = parseConfig(text, file);
  const twice = keysTwice(text);
  const { instances, problems } = decodeConfig(value);
  return {
    config: { file, folder: dirname(file), instances },
    // Of a list that is there twice only the last is known: that it is empty says nothing.
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
export const readConfig = (named: string | undefined, io: Pick<Io, 'cwd' | 'env'>): Config => {
  const { config, problems } = surveyConfig(named, io);
  if (problems.length > 0) {
    throw new UsageError(describeProblems(config.file, problems));
  }
  return config;
};

/** Lines that say what is wrong; none when nothing is. */
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
