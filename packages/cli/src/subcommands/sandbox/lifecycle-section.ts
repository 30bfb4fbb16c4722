import { dirname, isAbsolute, relative, sep } from 'node:path';
import type { SandboxInstance } from '@iam/sandbox';

/**
 * The section `lifecycle` of a configuration for a feed, both whole paths, with which everybody of the feed has an account in every application: something
 * that `iam plan` takes as it is, and to change from there. `zone` counts where a row names none.
 */
export const lifecycleSection = (
  instances: readonly SandboxInstance[],
  feed: string,
  config: string,
): object => ({
  feed: {
    from: fromFolder(dirname(config), feed),
    key: 'employeeid',
    dates: 'yyyy-MM-dd',
    zone: 'Europe/Berlin',
    zoneColumn: 'timezone',
  },
  people: { joins: { date: 'hiredate' }, leaves: { date: 'terminationdate', at: 'end-of-day' } },
  applications: instances.map(({ name }) => ({ instance: name, who: 'true' })),
});

/** Files are named from the folder of the configuration; with slashes, which every system takes. */
const fromFolder = (folder: string, path: string): string => {
  const way = relative(folder, path);
  return isAbsolute(way) ? way : way.split(sep).join('/');
};
