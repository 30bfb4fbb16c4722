import type { MemberChanges } from '../../contract/group-client';
import type { Failure } from '../../errors/failure';
import type { IAMGroupAppData } from '../../profile/app-data';
import { grouped, isAddition, someOf, type MemberChange } from './member-change';

/** The progress of a change of members. */
export interface MemberProgress {
  /** Sent and accepted. */
  readonly done: readonly MemberChange[];
  /** Left out because it is in effect already: an addition that is in, or a removal that is not. */
  readonly alreadyInEffect: readonly MemberChange[];
  /** Refused on its own, each with the vendor's reason. */
  readonly refused: readonly Refused[];
  /** Not sent, or not known to be carried out. */
  readonly left: readonly MemberChange[];
  /** Those of `left` that were sent without a reply that tells their effect. */
  readonly unsure: readonly MemberChange[];
  /** Accepted, but not in effect by the last reply that shows the members. */
  readonly contradicted: readonly MemberChange[];
  /** The group of the last reply, if it had one. */
  readonly group: IAMGroupAppData | undefined;
  /** The failure that ended the command early. */
  readonly stopped?: Failure;
}

interface Refused {
  readonly change: MemberChange;
  readonly failure: Failure;
}

export const NOTHING_YET: MemberProgress = {
  done: [],
  alreadyInEffect: [],
  refused: [],
  left: [],
  unsure: [],
  contradicted: [],
  group: undefined,
};

export const withDone = (
  progress: MemberProgress,
  changes: readonly MemberChange[],
  group: IAMGroupAppData | undefined,
): MemberProgress => ({
  ...progress,
  done: [...progress.done, ...changes],
  contradicted:
    group?.members === undefined
      ? progress.contradicted
      : contradictedBy(new Set(group.members.map(({ value }) => value)), [
          ...progress.contradicted,
          ...changes,
        ]),
  group: group ?? progress.group,
});

/** The changes that a list of members does not confirm. */
export const contradictedBy = (
  shown: ReadonlySet<string>,
  changes: readonly MemberChange[],
): readonly MemberChange[] => changes.filter((change) => isAddition(change) !== shown.has(change[1]));

export const withAlreadyInEffect = (
  progress: MemberProgress,
  changes: readonly MemberChange[],
): MemberProgress => ({ ...progress, alreadyInEffect: [...progress.alreadyInEffect, ...changes] });

export const withRefused = (
  progress: MemberProgress,
  change: MemberChange,
  failure: Failure,
): MemberProgress => ({ ...progress, refused: [...progress.refused, { change, failure }] });

export const withLeft = (progress: MemberProgress, changes: readonly MemberChange[]): MemberProgress => ({
  ...progress,
  left: [...progress.left, ...changes],
});

export const stoppedBy = (
  progress: MemberProgress,
  changes: readonly MemberChange[],
  failure: Failure,
): MemberProgress => ({
  ...withLeft(progress, changes),
  // A look showed that the vendor did not apply it.
  unsure:
    failure.effect === 'unknown' && failure.kind !== 'not-applied'
      ? [...progress.unsure, ...changes]
      : progress.unsure,
  stopped: progress.stopped ?? failure,
});

/** Maximum number of single changes that may be refused: more of them have another cause than the members. */
const MAX_REFUSED = 10;

export const isOver = ({ stopped, refused }: MemberProgress): boolean =>
  stopped !== undefined || refused.length >= MAX_REFUSED;

export const notDone = ({ refused, left }: MemberProgress): readonly MemberChange[] => [
  ...refused.map(({ change }) => change),
  ...left,
];

/** The failure of the whole change with its progress and the refused members; undefined when every change is in effect. */
export const failureOf = (progress: MemberProgress): Failure | undefined => {
  const { done, alreadyInEffect, refused, stopped } = progress;
  const failed = stopped ?? refused[0]?.failure;
  if (failed === undefined) {
    return undefined;
  }
  const all = done.length + alreadyInEffect.length + notDone(progress).length;
  const remarks = [
    `${done.length} of ${all} changes were applied`,
    ...(alreadyInEffect.length === 0 ? [] : [`${alreadyInEffect.length} were so already`]),
    ...(refused.length === 0 ? [] : [`refused: ${someOf(refused.map(({ change }) => change[1]))}`]),
  ];
  return {
    ...failed,
    // Applied changes count: the effect is not `none`.
    effect: done.length > 0 ? 'unknown' : failed.effect,
    message: `${failed.message} (${remarks.join('; ')})`,
  };
};

/** The members of whom it is not known whether their change was carried out, as a key of `details`; no key when there are none. */
export const notKnown = ({ unsure }: MemberProgress): { readonly notKnown?: readonly string[] } =>
  unsure.length === 0 ? {} : { notKnown: unsure.map(([, member]) => member) };

/** The changes left out, as keys of `details`; no keys when there are none. */
export const leftOut = ({
  alreadyInEffect,
}: MemberProgress): { readonly alreadyIn?: readonly string[]; readonly notIn?: readonly string[] } => {
  const { add, remove }: MemberChanges = grouped(alreadyInEffect);
  return {
    ...(add.length === 0 ? {} : { alreadyIn: add }),
    ...(remove.length === 0 ? {} : { notIn: remove }),
  };
};
