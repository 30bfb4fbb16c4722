import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkParams, type Field, type Integration } from '@iam/core';
import { nearest } from '../terminal/core-excerpt';
import * as E from 'fp-ts/Either';
import { CONFIG_FILE, CONFIG_VARIABLE } from '../config/config-text';
import { integrationLoader } from '../config/load-integration';
import { wordsOf } from '../init/names';
import { answerTo, isYes } from '../terminal/answer';
import { callName } from '../terminal/call-name';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../terminal/usage-error';
import { integrations } from './integrations';
import { isReference } from './masked';

export interface ConfigWishes {
  readonly integration: string | undefined;
  /** Parameters as `key=value`. */
  readonly words: readonly string[];
  readonly name: string | undefined;
  readonly config: string | undefined;
}

type Params = Readonly<Record<string, string>>;

/**
 * `iam config init`: asks for what is not given and writes a new configuration. Secrets are never written: what stands for them is the
 * name of a variable or of a file. A file that exists stays as it is.
 */
export const initConfig = async (wishes: ConfigWishes, io: Io): Promise<ExitCode> => {
  const file = resolve(io.cwd, wishes.config ?? (io.env[CONFIG_VARIABLE] || CONFIG_FILE));
  if (existsSync(file)) {
    throw new UsageError(
      `${file} is there already and stays as it is. Name another with --config FILE, or add to it by hand (${callName(io)} help configuration).`,
    );
  }
  const instances = [await instanceOf(wishes, file, io)];
  while (wishes.integration === undefined && isYes(await answerTo('Another application? [y/N] ', io))) {
    instances.push(
      await instanceOf(
        { ...wishes, name: undefined, words: [] },
        file,
        io,
        instances.map(({ name }) => name),
      ),
    );
  }
  write(file, `${JSON.stringify({ instances }, null, 2)}\n`);
  const variables = instances.flatMap(({ params }) =>
    Object.values(params).flatMap((value) => (value.startsWith('env:') ? [value.slice(4)] : [])),
  );
  const iam = callName(io);
  io.stderr.write(
    [
      `${file} is written; only you can read it.`,
      ...variables
        .filter((name) => (io.env[name] ?? '') === '')
        .map((name) => `Set the variable ${name} before the next command.`),
      `Next: ${iam} config check, then ${iam} test.`,
      '',
    ].join('\n'),
  );
  return EXIT.ok;
};

const instanceOf = async (wishes: ConfigWishes, file: string, io: Io, taken: readonly string[] = []) => {
  const short = wishes.integration ?? (await askIntegration(io));
  const loaded = await integrationLoader({ file, folder: dirname(file) }, io.cwd)(short);
  if (!loaded.ok) {
    const meant = nearest(short, integrations());
    throw new UsageError(
      `The integration ${loaded.problem}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    );
  }
  const { integration } = loaded;
  const usual = `${integration.brand}_instance_${taken.filter((name) => name.startsWith(`${integration.brand}_instance_`)).length + 1}`;
  const asked =
    wishes.name ?? (io.stdin.isTTY ? await answerTo(`Name of this application [${usual}]: `, io) : '');
  const name = asked || usual;
  if (taken.includes(name)) {
    throw new UsageError(
      `There is another ${JSON.stringify(name)} in this configuration; nothing was written.`,
    );
  }
  return { name, integration: short, params: await paramsOf(integration, wishes.words, io) };
};

const askIntegration = async (io: Io): Promise<string> => {
  const names = integrations();
  if (!io.stdin.isTTY) {
    throw new UsageError(
      `Say which integration: ${callName(io)} config init NAME key=value …. There are ${names.join(', ')}.`,
    );
  }
  const answer = await answerTo(`Which application? One of ${names.join(', ')}: `, io);
  if (answer === '') {
    throw new UsageError('Nothing was written.');
  }
  return names.includes(answer)
    ? answer
    : nearest(answer, names) === undefined
      ? answer
      : await again(answer, names, io);
};

/** A name is never guessed: the one that may be meant is offered. */
const again = async (answer: string, names: readonly string[], io: Io): Promise<string> => {
  const meant = nearest(answer, names) ?? answer;
  return isYes(await answerTo(`There is no ${answer}. Is ${meant} meant? [y/N] `, io)) ? meant : answer;
};

const paramsOf = async (integration: Integration, words: readonly string[], io: Io): Promise<Params> => {
  let params = readWords(integration, words);
  const fields = Object.entries(integration.fields);
  for (const [key, field] of fields.filter(([, one]) => one.required && one.default === undefined)) {
    params = { ...params, ...(await askFor(key, field, integration, params, io)) };
  }
  // Some integrations take one of several credentials, and none of them is required by itself: the sentence names them.
  const lacks = problemsOf(integration, params);
  if (io.stdin.isTTY && lacks.length > 0) {
    io.stderr.write(`${lacks.join('\n')}\nEnter leaves one out.\n`);
    for (const [key, field] of namedIn(lacks.join('\n'), fields)) {
      if (problemsOf(integration, params).length > 0) {
        params = { ...params, ...(await askFor(key, field, integration, params, io, true)) };
      }
    }
  }
  const problems = problemsOf(integration, params);
  if (problems.length > 0) {
    throw new UsageError([...problems, 'Nothing was written.']);
  }
  return params;
};

/** The optional fields that a text names, in its order. */
const namedIn = (
  text: string,
  fields: readonly (readonly [key: string, field: Field<unknown>])[],
): readonly (readonly [key: string, field: Field<unknown>])[] => {
  const words = text.split(/[^\w-]+/);
  return fields
    .filter(([key, field]) => !field.required && words.includes(key))
    .sort(([one], [other]) => words.indexOf(one) - words.indexOf(other));
};

const readWords = (integration: Integration, words: readonly string[]): Params => {
  const problems: string[] = [];
  const params: Record<string, string> = {};
  words.forEach((word, index) => {
    const [, key, value] = /^([\w-]+)=(.*)$/s.exec(word) ?? [];
    const field =
      key === undefined || !Object.hasOwn(integration.fields, key) ? undefined : integration.fields[key];
    if (key === undefined || value === undefined) {
      problems.push(`Word ${index + 1} after the integration is not key=value.`);
    } else if (field === undefined) {
      const meant = nearest(key, Object.keys(integration.fields));
      problems.push(
        `${integration.brand} has no parameter ${key}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
      );
    } else {
      const problem = problemWith(key, field, value);
      if (problem !== undefined) {
        problems.push(problem);
      }
      params[key] = value;
    }
  });
  if (problems.length > 0) {
    throw new UsageError([...problems, 'Nothing was written.']);
  }
  return params;
};

/** Why a value cannot stand in the file; no value of a secret is repeated. */
const problemWith = (key: string, field: Field<unknown>, value: string): string | undefined => {
  if (isReference(value)) {
    return undefined;
  }
  if (field.type === 'secret') {
    return `${key}: a secret does not belong into the file; write env:NAME for a variable or file:PATH for a file that holds it.`;
  }
  const read = field.read(value);
  return E.isLeft(read) ? `${key}: ${read.left}.` : undefined;
};

/** How often a question is asked again before the command gives up. */
const PATIENCE = 3;

const askFor = async (
  key: string,
  field: Field<unknown>,
  integration: Integration,
  params: Params,
  io: Io,
  isOptional = false,
): Promise<Params> => {
  if (Object.hasOwn(params, key) || !io.stdin.isTTY) {
    return {};
  }
  const variable = field.env ?? [...wordsOf(integration.brand), ...wordsOf(key)].join('_').toUpperCase();
  const usual = field.type === 'secret' && !isOptional ? `env:${variable}` : (field.choices?.[0] ?? '');
  const what = `${field.label}${field.choices === undefined ? '' : ` (${field.choices.join(', ')})`}`;
  const how = field.type === 'secret' ? `, as env:NAME or file:PATH, for example env:${variable}` : '';
  for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
    const typed =
      (await answerTo(`${what} (${key})${how}${usual === '' ? '' : ` [${usual}]`}: `, io)) || usual;
    if (typed === '' && isOptional) {
      return {};
    }
    const problem = typed === '' ? `${key}: is needed.` : problemWith(key, field, typed);
    if (problem === undefined) {
      return { [key]: typed };
    }
    io.stderr.write(`${problem}\n`);
  }
  throw new UsageError('Nothing was written.');
};

/** What is wrong with the parameters, apart from references, which need not be set yet. */
const problemsOf = (integration: Integration, params: Params): readonly string[] => {
  const references = Object.entries(params).filter(([, value]) => isReference(value));
  const stood = Object.fromEntries(references.map(([key]) => [key, 'env:X']));
  return checkParams(integration, { ...params, ...stood }, { name: 'new', env: { X: 'x' } })
    .filter((problem) => !references.some(([key]) => problem.startsWith(`params.${key}:`)))
    .map((problem) => problem.replace(/^params(\.|: )/, ''));
};

const write = (file: string, text: string): void => {
  try {
    // wx: fails when the file was written meanwhile.
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    throw new UsageError(`${file} cannot be written (${errorCodeOf(thrown)}).`);
  }
};
