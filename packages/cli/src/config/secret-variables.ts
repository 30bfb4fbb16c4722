import type { Integration } from '@iam/core';
import type { InstanceConfig } from './config';

/**
 * The environment variables that secrets of an instance come from. Once they are read they are of no use to this process, and
 * whatever dumps its environment (a diagnostic report of Node, a program it starts) would show them.
 */
export const secretVariables = ({ fields }: Integration, { params }: InstanceConfig): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const given = Object.hasOwn(params, name) ? params[name] : undefined;
    const variable = (given ?? undefined) === undefined ? field.env : variableOf(given);
    return field.type === 'secret' && variable !== undefined ? [variable] : [];
  });

/**
 * Every variable that an instance refers to. Which of them are secrets is known by its integration, and that of an instance that
 * a command does not use is not loaded.
 */
export const allVariables = ({ params }: Pick<InstanceConfig, 'params'>): readonly string[] =>
  Object.values(params)
    .map(variableOf)
    .filter((variable) => variable !== undefined);

const variableOf = (given: unknown): string | undefined =>
  typeof given === 'string' ? /^env:([^]*)$/.exec(given)?.[1] : undefined;
