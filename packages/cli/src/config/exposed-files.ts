import { resolve } from 'node:path';
import type { Integration } from '@iam/core';
import type { Config, InstanceConfig } from './config';
import { accessByOthers } from '../terminal/file-permissions';
import type { AccessByOthers } from '../terminal/file-permissions';

/** An instance whose integration is known, and with it which of its parameters are secrets. */
export interface KnownInstance {
  readonly config: InstanceConfig;
  readonly integration: Pick<Integration, 'fields'>;
}

/**
 * What to warn of, one line per file: secrets that other users of this machine can read or change, and what else they can change: a
 * configuration, whatever is in it, because it says where secrets are sent and which program does it; files that addresses or
 * other parameters come from; and mappers, which decide who is found.
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

/** What a file holds of an instance. */
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
      // The name of a built-in mapper is no file, and nothing can be done with what is none.
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
