import type { MemberChanges } from '../../contract/group-client';
import type { Failure } from '../../errors/failure';
import type { IAMGroupAppData } from '../../profile/app-data';
import { grouped, isAddition, someOf, type MemberChange } from './member-change';

/** How far a change of members came. */
export interface MemberProgress {
  /** What the vendor was told and accepted. */
  readonly done: readonly MemberChange[];
  /** Left out because it is so: to be added and in already, or to be taken out and not in. */
  readonly soAlready: readonly MemberChange[];
  /** Refused on its own, each with the vendor's reason. */
  readonly refused: readonly Refused[];
  /** Not sent, or not known to be carried out. */
  readonly left: readonly MemberChange[];
  /** What was accepted and is not so by the last reply that shows the members. */
  readonly contradicted: readonly MemberChange[];
  /** The group as the last reply showed it, if it did. */
  readonly group: IAMGroupAppData | undefined;
  /** What ended the command before everything was tried. */
  readonly stopped?: Failure;
}

interface Refused {
  readonly change: MemberChange;
  readonly failure: Failure;
}

export const NOTHING_YET: MemberProgress = {
  done: [],
  soAlready: [],
  refused: [],
  left: [],
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

/** The changes that a list of members does not show as made. */
export const contradictedBy = (
  shown: ReadonlySet<string>,
  changes: readonly MemberChange[],
): readonly MemberChange[] => changes.filter((change) => isAddition(change) !== shown.has(change[1]));

export const withSoAlready = (
  progress: MemberProgress,
  changes: readonly MemberChange[],
): MemberProgress => ({ ...progress, soAlready: [...progress.soAlready, ...changes] });

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
): MemberProgress => ({ ...withLeft(progress, changes), stopped: progress.stopped ?? failure });

/** Lone changes that are refused before a command gives up: it is not each of the members that is wrong then. */
const MAX_REFUSED = 10;

export const isOver = ({ stopped, refused }: MemberProgress): boolean =>
  stopped !== undefined || refused.length >= MAX_REFUSED;

export const notDone = ({ refused, left }: MemberProgress): readonly MemberChange[] => [
  ...refused.map(({ change }) => change),
  ...left,
];

/** The failure of the whole, saying how far the changes came and who was refused; undefined when everything is as it was wanted. */
export const failureOf = (progress: MemberProgress): Failure | undefined => {
  const { done, soAlready, refused, stopped } = progress;
  const failed = stopped ?? refused[0]?.failure;
  if (failed === undefined) {
    return undefined;
  }
  const all = done.length + soAlready.length + notDone(progress).length;
  const remarks = [
    `${done.length} of ${all} changes were applied`,
    ...(soAlready.length === 0 ? [] : [`${soAlready.length} were so already`]),
    ...(refused.length === 0 ? [] : [`refused: ${someOf(refused.map(({ change }) => change[1]))}`]),
  ];
  return {
    ...failed,
    // What was applied before counts: the command did not leave things as they were.
    effect: done.length > 0 ? 'unknown' : failed.effect,
    message: `${failed.message} (${remarks.join('; ')})`,
  };
};

/** What was left out, as keys of `details`; no keys when nothing was. */
export const leftOut = ({
  soAlready,
}: MemberProgress): { readonly alreadyIn?: readonly string[]; readonly notIn?: readonly string[] } => {
  const { add, remove }: MemberChanges = grouped(soAlready);
  return {
    ...(add.length === 0 ? {} : { alreadyIn: add }),
    ...(remove.length === 0 ? {} : { notIn: remove }),
  };
};
