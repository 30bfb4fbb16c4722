import type { GroupClient } from '../../contract/group-client';
import type { Attributes } from '../../profile/app-data';
import { recordIn } from '../write/reply-record';
import { readGroup } from './read-group';

/** The record of the one group that a command writes to, as it was before. No policy reads it, so it is read for those who want it. */
export interface GroupBefore {
  /** Reads it once, however many ask. Null when there is no such group, or no id yet. */
  readonly read: (groups: GroupClient | undefined, id: string | null) => Promise<Attributes | null>;
  /** The record if it was read, and there is one. */
  readonly known: () => Attributes | undefined;
}

export const groupBefore = (): GroupBefore => {
  let record: Attributes | null = null;
  return {
    read: async (groups, id) =>
      (record ??= id === null || groups === undefined ? null : recordIn(await readGroup(groups, id))),
    known: () => record ?? undefined,
  };
};
