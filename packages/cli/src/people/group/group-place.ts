import { failure, isIAMError, type Failure } from '@iam/core';
import { isOpen, type Opened } from '../../config/open-instances';
import type { Io } from '../../terminal/io';
import type { GroupOutcome } from './group-outcome';
import type { Paused } from '../who/look';
import { resolveGroup, type GroupThere } from './resolve-group';
import type { PeopleSettings } from '../settings';

export interface GroupSettings extends PeopleSettings {
  /** People with commas between them. */
  readonly members: string | undefined;
  /** How many members `sync` may take out, where it would be more than half of them. */
  readonly allowRemovals: number | undefined;
}

export interface Context {
  readonly name: string;
  readonly settings: GroupSettings;
  readonly io: Io;
  readonly signal: AbortSignal;
  readonly paused: Paused;
}

/** A group at an application that could be asked, or why it could not. */
export interface Place {
  readonly one: Opened;
  readonly group?: GroupThere;
  readonly failure?: Failure;
}

export const findPlaces = (opened: readonly Opened[], { name, signal }: Context): Promise<readonly Place[]> =>
  Promise.all(
    opened.map(async (one): Promise<Place> => {
      if (!isOpen(one)) {
        return { one, failure: one.failure };
      }
      const { group, failure: failed } = await resolveGroup(one, name, signal);
      return {
        one,
        ...(group === undefined ? {} : { group }),
        ...(failed === undefined ? {} : { failure: failed }),
      };
    }),
  );

export const frameOf = ({ one, group, failure: failed }: Place, name: string): GroupOutcome => ({
  application: one.config.name,
  group: group?.name ?? name,
  state: failed !== undefined ? 'unknown' : group === undefined ? 'absent' : 'there',
  ok: failed === undefined,
  notes:
    isOpen(one) && !one.instance.commands.includes('iam-get-group') ? ['the application has no groups'] : [],
  ...(group === undefined ? {} : { id: group.id }),
  ...(failed === undefined ? {} : { failure: failed }),
});

export const failedOutcome = (outcome: GroupOutcome, thrown: unknown): GroupOutcome => ({
  ...outcome,
  ok: false,
  failure: isIAMError(thrown) ? thrown.failure : failure('defect', (thrown as Error).message),
});
