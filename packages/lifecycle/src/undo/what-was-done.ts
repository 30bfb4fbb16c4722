import type { AttributeChange, Attributes } from '@iam/core';
import { sameValue } from '../decide/same-value';
import type { ItemCalls, LedgerCall } from '../ledger/calls-of-run';

export type Changes = Readonly<Record<string, AttributeChange>>;

/** What an item did to an account, as the ledger tells it. */
export type Done =
  /** Nothing was changed at the application. */
  | { readonly tag: 'nothing' }
  | AccountChanged
  /** What it did is known, and is not undone; the text says why. */
  | { readonly tag: 'final'; readonly vendorId: string | null; readonly why: string };

export interface AccountChanged {
  readonly tag: 'changed';
  readonly vendorId: string;
  /** The account was made. */
  readonly isMade: boolean;
  /** Whether an account was enabled or disabled. */
  readonly activity?: 'opened' | 'shut';
  /** Attribute → the value before the item, the value after it, in the vendor's words. */
  readonly changes: Changes;
  /** The record as the item left it; absent where the application did not show it. */
  readonly after?: Attributes;
  /** The end of some write is not known: it may have been carried out or not. */
  readonly isUncertain: boolean;
}

/** Outcomes of calls that found everything as it should be, or that asked for something which was not there. */
const GOOD: ReadonlySet<string> = new Set([
  'created',
  'updated',
  'unchanged',
  'enabled',
  'disabled',
  'already',
  'adopted',
]);

/** Puts the calls of an item together: from before the first one that may have written to after the last. */
export const whatWasDone = ({ op, calls }: Pick<ItemCalls, 'op' | 'calls'>): Done => {
  const writing = calls.filter(mayHaveWritten);
  const last = calls.at(-1);
  const vendorId = calls.findLast((call) => call.vendorId !== null)?.vendorId ?? null;
  if (writing.length === 0 || last === undefined) {
    return { tag: 'nothing' };
  }
  if (calls.some(({ ended }) => ended?.outcome === 'deleted')) {
    return { tag: 'final', vendorId, why: 'the account was deleted, and that cannot be taken back' };
  }
  const isUncertain = last.ended === undefined || !GOOD.has(last.ended.outcome);
  const isMade = op === 'create' && writing.some(isCreation);
  if (vendorId === null) {
    return {
      tag: 'final',
      vendorId,
      why: 'an account may have been made by an attempt whose end is not known; `iam plan` finds it, if it is there',
    };
  }
  if (!isMade && writing.some(({ isForgotten }) => isForgotten)) {
    return {
      tag: 'final',
      vendorId,
      why: 'the values before it are forgotten: they are kept for 90 days',
    };
  }
  const all = writing.map(changesOf).reduce<Changes>(joined, {});
  const { active, ...changes } = all;
  const activity = activityOf(active, writing);
  const after = writing.findLast(({ ended }) => ended?.after !== undefined)?.ended?.after;
  return {
    tag: 'changed',
    vendorId,
    isMade,
    ...(activity === undefined ? {} : { activity }),
    changes: Object.fromEntries(Object.entries(changes).filter(([, { from, to }]) => !sameValue(from, to))),
    ...(after === undefined ? {} : { after }),
    isUncertain,
  };
};

/** A refused or stale write was begun at most for a moment: its end says that nothing was sent. */
const mayHaveWritten = ({ begun, ended }: LedgerCall): boolean =>
  ended === undefined
    ? begun.length > 0
    : begun.length > 0 &&
      (GOOD.has(ended.outcome) || ended.outcome === 'deleted' || ended.effect === 'unknown');

/** No record was there when the write was begun: what was found later is most likely its work. */
const isCreation = ({ command, begun, ended }: LedgerCall): boolean =>
  ended?.outcome === 'created' ||
  (command === 'iam-create-user' && begun.some(({ before }) => before === undefined));

/** What an ended call changed; of one whose end is not known, what was begun. */
const changesOf = ({ begun, ended }: LedgerCall): Changes =>
  (ended?.changes as Changes | undefined) ??
  begun.reduce<Changes>((all, { changes }) => joined(all, (changes ?? {}) as Changes), {});

const joined = (first: Changes, second: Changes): Changes => ({
  ...first,
  ...Object.fromEntries(
    Object.entries(second).map(([path, { from, to }]) => [
      path,
      { from: (first[path] ?? { from }).from, to },
    ]),
  ),
});

const activityOf = (
  active: AttributeChange | undefined,
  writing: readonly LedgerCall[],
): AccountChanged['activity'] => {
  if (active !== undefined && active.from !== active.to) {
    return active.to === true ? 'opened' : 'shut';
  }
  const outcomes = writing.map(({ ended }) => ended?.outcome);
  return outcomes.includes('enabled') ? 'opened' : outcomes.includes('disabled') ? 'shut' : undefined;
};
