import type { Instance } from '@iam/core';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { CommandContext } from './command-context';

export interface OpenedApplications {
  readonly instances: ReadonlyMap<string, Instance>;
  /** By name, with the reason. */
  readonly unopened: ReadonlyMap<string, string>;
}

/** The instances of the lifecycle; those that cannot be opened are left out of the plan, which says why. */
export const openApplications = async (
  context: Pick<CommandContext, 'open'>,
  { applications }: Pick<LifecycleConfig, 'applications'>,
): Promise<OpenedApplications> => {
  const instances = new Map<string, Instance>();
  const unopened = new Map<string, string>();
  for (const { instance: name } of applications) {
    const opened = await context.open(name);
    if (opened.tag === 'open') {
      instances.set(name, opened.instance);
    } else {
      unopened.set(name, opened.why);
    }
  }
  return { instances, unopened };
};
