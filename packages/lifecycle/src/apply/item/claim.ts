import type { ItemLine } from '../../plan/file/plan-line';
import type { GroupLine } from './group-line';

/** An item that this worker has taken: no other worker touches the person in this application meanwhile. */
export interface Claim<Item = ItemLine> {
  readonly run: number;
  readonly item: Item;
  /** How often it was tried before. */
  readonly attempts: number;
  /** It comes after all people of the application: a group, or an item that is looked at once more (`later` of the verdicts). */
  readonly isSecondLook: boolean;
  /**
   * What an earlier attempt may have done: a write was begun and its end is unknown (the process died, or the reply was lost), or it
   * went well and the process died before it could say so.
   * The record that is found then may be our own work.
   */
  readonly unfinished: readonly UnfinishedWrite[];
  /** An item that had to come first and was not done; undefined when all of them were. */
  readonly lacks: LackingStep | undefined;
}

/** A step of a chain or a ring of renames that did not come about: the name that it was to free is still taken. */
export interface LackingStep {
  readonly who: string;
  /** Why; null where nothing was said, or where it waited for another in its turn: then its own line says for whom. */
  readonly said: string | null;
}

export type AnyClaim = Claim | Claim<GroupLine>;

export interface UnfinishedWrite {
  readonly command: string;
  /** sha256 of the comparable part of the record before it; absent when there was no record. */
  readonly beforeHash?: string;
}
