import type { Integration } from '@iam/core';
import type { InstanceConfig } from './decode-config';

/**
 * The environment variables that hold secrets of an instance. They are removed once read, because anything that dumps the
 * environment (a diagnostic report of Node, a child process) would show them.
 */
export const secretVariables = ({ fields }: Integration, { params }: InstanceConfig): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const given = Object.hasOwn(params, name) ? params[name] : undefined;
    const variable = (given ?? undefined) === undefined ? field.env : variableOf(given);
    return field.type === 'secret' && variable !== undefined ? [variable] : [];
  });

/**
 * Every variable that an instance refers to. Only its integration knows which are secrets, and the integration of an unused
 * instance is not loaded.
 */
export const allVariables = ({ params }: Pick<InstanceConfig, 'params'>): readonly string[] =>
  Object.values(params)
    .map(variableOf)
    .filter((variable) => variable !== undefined);

const variableOf = (given: unknown): string | undefined =>
  typeof given === 'string' ? /^env:([^]*)$/.exec(given)?.[1] : undefined;
