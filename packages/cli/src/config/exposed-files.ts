import { resolve } from 'node:path';
import type { Integration } from '@iam/core';
import type { Config } from './config';
import type { InstanceConfig } from './decode-config';
import { accessByOthers, type AccessByOthers } from '../terminal/file-permissions';

/** An instance whose integration, and therefore its secret parameters, are known. */
export interface KnownInstance {
  readonly config: InstanceConfig;
  readonly integration: Pick<Integration, 'fields'>;
}

/**
 * Warnings, one line per file, about files that other users of this machine can access: secrets they can read or change; a
 * configuration they can change, because it says where secrets are sent and by which program; files with addresses or other
 * parameters; and mappers, which decide which user is found.
 */
export const exposedFiles = (
  config: Pick<Config, 'file' | 'folder'>,
  instances: readonly KnownInstance[],
): readonly string[] => {
  const contents = new Map<string, readonly Content[]>([[config.file, []]]);
  for (const { file, content } of instances.flatMap((one) => contentsOf(config, one))) {
    contents.set(file, [...(contents.get(file) ?? []), content]);
  }
  return [...contents].flatMap(([file, held]) => {
    const isSecret = held.some((content) => content.isSecret);
    const exposed = isSecret ? accessByOthers(file) : onlyChange(accessByOthers(file));
    return exposed === ''
      ? []
      : [`warning: other users of this machine can ${describe(exposed, file, held)}: chmod 600 it`];
  });
};

/** The contents of a file for an instance. */
interface Content {
  readonly label: string;
  readonly isSecret: boolean;
}

const contentsOf = (config: Pick<Config, 'file' | 'folder'>, { config: one, integration }: KnownInstance) =>
  Object.entries(integration.fields).flatMap(([name, { type }]) => {
    const value = Object.hasOwn(one.params, name) ? one.params[name] : undefined;
    const isSecret = type === 'secret';
    const file = typeof value === 'string' ? fileOf(config, name, value, isSecret) : undefined;
    return file === undefined ? [] : [{ file, content: { label: `${name} of ${one.name}`, isSecret } }];
  });

const fileOf = (
  { file, folder }: Pick<Config, 'file' | 'folder'>,
  name: string,
  value: string,
  isSecret: boolean,
): string | undefined => {
  const [, scheme, rest = ''] = /^(env|file|text):([^]*)$/.exec(value) ?? [];
  switch (scheme) {
    case 'env':
      return undefined;
    case 'file':
      return resolve(folder, rest);
    default:
      // The name of a built-in mapper is no file and has no permissions.
      return isSecret
        ? file
        : name === 'mapperIn' || name === 'mapperOut'
          ? resolve(folder, value)
          : undefined;
  }
};

const onlyChange = (can: AccessByOthers): AccessByOthers => (can === '' || can === 'read' ? '' : 'change');

const describe = (exposed: AccessByOthers, file: string, held: readonly Content[]): string =>
  held.length === 0
    ? `change ${file}, which says where secrets are sent`
    : `${exposed} ${file} (${held.map(({ label }) => label).join(', ')})`;
