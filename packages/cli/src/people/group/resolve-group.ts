import type { Failure } from '@iam/core';
import { dictionaryOf } from '@iam/core/internal';
import type { OpenInstance } from '../../config/open-instances';

/** A group of one application. */
export interface GroupThere {
  readonly id: string;
  readonly name: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** `group` is absent where the application has no such group, or no groups at all. */
export interface GroupFound {
  readonly group?: GroupThere;
  readonly failure?: Failure;
  /** The application has no groups. */
  readonly without?: true;
}

/** Finds a group by its exact name. Several of one name are a failure: which one is meant is not guessed. */
export const resolveGroup = async (
  { instance }: OpenInstance,
  name: string,
  signal?: AbortSignal,
): Promise<GroupFound> => {
  if (!instance.commands.includes('iam-get-group')) {
    return { without: true };
  }
  const result = await instance.run(
    'iam-get-group',
    { scim: { displayName: name } },
    signal === undefined ? {} : { signal },
  );
  if (result.status === 'failed') {
    return result.failure.kind === 'not-found' ? {} : { failure: result.failure };
  }
  const { id, displayName, details } = result.group;
  return id === null ? {} : { group: { id, name: displayName ?? name, details: dictionaryOf(details) } };
};
