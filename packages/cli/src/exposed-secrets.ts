import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Integration } from '@iam/core';
import type { Config, InstanceConfig } from './config';

/**
 * What to warn of when other users of this machine can read a secret of the instance: in the configuration itself or in the
 * file it refers to. Nothing where permissions are not told by a mode (Windows).
 */
export const exposedSecrets = (
  config: Pick<Config, 'file' | 'folder'>,
  one: InstanceConfig,
  { fields }: Pick<Integration, 'fields'>,
): readonly string[] => {
  const secrets = Object.entries(fields).flatMap(([name, { type }]) => {
    const value = one.params[name];
    return type === 'secret' && typeof value === 'string' && !value.startsWith('env:')
      ? [{ name, value }]
      : [];
  });
  return secrets.flatMap(({ name, value }) => {
    const file = value.startsWith('file:')
      ? resolve(config.folder, value.slice('file:'.length))
      : config.file;
    return isOpenToOthers(file)
      ? [`[${one.name}] warning: other users of this machine can read ${name} in ${file}: chmod 600 it`]
      : [];
  });
};

const GROUP_OR_OTHERS_READ = 0o044;

const isOpenToOthers = (file: string): boolean => {
  try {
    return process.platform !== 'win32' && (statSync(file).mode & GROUP_OR_OTHERS_READ) !== 0;
  } catch {
    // Whether it can be read at all is told elsewhere.
    return false;
  }
};
