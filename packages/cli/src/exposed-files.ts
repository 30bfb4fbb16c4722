import { resolve } from 'node:path';
import type { Integration } from '@iam/core';
import type { Config, InstanceConfig } from './config';
import { othersCan } from './others-can';
import type { OthersCan } from './others-can';

/** An instance whose integration is known, and with it which of its parameters are secrets. */
export interface KnownInstance {
  readonly config: InstanceConfig;
  readonly integration: Pick<Integration, 'fields'>;
}

/**
 * What to warn of, one line per file: secrets that other users of this machine can read or change, and a configuration they
 * can change, whatever is in it: it says where secrets are sent and which program does it.
 */
export const exposedFiles = (
  config: Pick<Config, 'file' | 'folder'>,
  instances: readonly KnownInstance[],
): readonly string[] => {
  const secrets = new Map<string, readonly string[]>([[config.file, []]]);
  for (const { file, label } of instances.flatMap((one) => secretsOf(config, one))) {
    secrets.set(file, [...(secrets.get(file) ?? []), label]);
  }
  return [...secrets].flatMap(([file, labels]) => {
    const exposed = othersCan(file);
    return exposed === '' || (labels.length === 0 && exposed === 'read')
      ? []
      : [`warning: other users of this machine can ${describe(exposed, file, labels)}: chmod 600 it`];
  });
};

const secretsOf = (config: Pick<Config, 'file' | 'folder'>, { config: one, integration }: KnownInstance) =>
  Object.entries(integration.fields).flatMap(([name, { type }]) => {
    const value = one.params[name];
    if (type !== 'secret' || typeof value !== 'string' || value.startsWith('env:')) {
      return [];
    }
    const file = value.startsWith('file:')
      ? resolve(config.folder, value.slice('file:'.length))
      : config.file;
    return [{ file, label: `${name} of ${one.name}` }];
  });

const describe = (exposed: OthersCan, file: string, labels: readonly string[]): string =>
  labels.length === 0
    ? `change ${file}, which says where secrets are sent`
    : `${exposed} ${file} (${labels.join(', ')})`;
