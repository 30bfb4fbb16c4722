import type { Integration } from '@iam/core';
import type { InstanceConfig } from './config';

/**
 * The environment variables that secrets of an instance come from. Once they are read they are of no use to this process, and
 * whatever dumps its environment (a diagnostic report of Node, a program it starts) would show them.
 */
export const secretVariables = ({ fields }: Integration, { params }: InstanceConfig): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const given = params[name];
    const variable = given === undefined ? field.env : /^env:([^]*)$/.exec(String(given))?.[1];
    return field.type === 'secret' && variable !== undefined ? [variable] : [];
  });
