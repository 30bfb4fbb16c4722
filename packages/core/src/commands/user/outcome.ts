import type { Attributes } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';

/** The action of a command on a user, in the reference's vocabulary. */
export type IAMAction = 'get' | 'create' | 'update' | 'enable' | 'disable';

export const IAMActions = {
  GET_USER: 'get',
  CREATE_USER: 'create',
  UPDATE_USER: 'update',
  ENABLE_USER: 'enable',
  DISABLE_USER: 'disable',
} as const;

/** The user an outcome is about, as far as it is known. */
export interface Subject {
  readonly id: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly active: boolean | null;
  /** The vendor's own word for it, where it has one. */
  readonly state?: string;
}

/** The change that was made, for counting results. */
export type Happened = 'found' | 'created' | 'updated' | 'unchanged' | 'enabled' | 'disabled' | 'deleted';

/** Why a command was skipped without a failure. */
export type SkipCause = 'not-allowed' | 'not-found' | 'already' | 'exists';

/** The end of a command. A sum type, so that a policy cannot report two. */
export type Outcome =
  | {
      readonly tag: 'done';
      readonly action: IAMAction;
      readonly happened: Happened;
      readonly subject: Subject;
      readonly details: unknown;
      /** The user could not sign in before and can now. */
      readonly reEnabled: boolean;
      readonly reason: string;
      /** Replaces the input as the user profile of the result (get only). */
      readonly profile?: Attributes;
    }
  | {
      readonly tag: 'skipped';
      readonly action: IAMAction;
      readonly cause: SkipCause;
      readonly reason: string;
      readonly subject: Subject;
      readonly details: unknown;
    }
  | {
      readonly tag: 'failed';
      readonly action: IAMAction;
      readonly failure: Failure;
      readonly subject: Subject;
    };
