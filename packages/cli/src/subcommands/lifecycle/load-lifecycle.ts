import type * as lifecycle from '@iam/lifecycle';
import type { Config } from '../../config/config';
import { loadPackage } from '../../config/load-integration';
import { UsageError } from '../../terminal/usage-error';

export type Lifecycle = typeof lifecycle;

const NAME = '@iam/lifecycle';

/** The package of the lifecycle, from where integrations are loaded from; it brings a database with it, so it is installed apart. */
export const loadLifecycle = async (
  config: Pick<Config, 'file' | 'folder'> | undefined,
  cwd: string,
): Promise<Lifecycle> => {
  const loaded = await loadPackage(NAME, config ?? { file: cwd, folder: cwd }, cwd);
  if (!loaded.ok) {
    throw new UsageError([
      `This command needs the package ${NAME}: ${loaded.problem}.`,
      `Install it beside the configuration: npm install ${NAME}`,
    ]);
  }
  return loaded.module as Lifecycle;
};
