import * as E from 'fp-ts/Either';
import type * as T from 'fp-ts/Task';
import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../../errors/failure';
import { isNoSuchRecord } from '../../http/reply/reply-failure';
import type { IAMGroupAppData } from '../../profile/app-data';
import { isAddition, isRemoval, type MemberChange } from './member-change';
import {
  isOver,
  stoppedBy,
  withDone,
  withLeft,
  withRefused,
  withAlreadyInEffect,
  type MemberProgress,
} from './member-progress';
import { mayBeTruncated } from './read-members';

/** The group whose members are changed. */
export interface GroupAtVendor {
  /** Sends one request, verified when its reply is lost. */
  readonly send: (changes: readonly MemberChange[]) => TE.TaskEither<Failure, IAMGroupAppData | undefined>;
  /** The members that the group shows; undefined when there is no such group or it cannot be read. */
  readonly look: T.Task<ReadonlySet<string> | undefined>;
}

type ProgressStep = (progress: MemberProgress) => Promise<MemberProgress>;

/**
 * Sends the changes in one request. Vendors refuse a whole request because of one member: one who is already in, not in, or
 * unknown. After a refusal, reads the group, leaves out changes that are already in effect, and sends the others, in halves while
 * the refused member is not known.
 */
export const sendChanges =
  (vendor: GroupAtVendor, changes: readonly MemberChange[]): ProgressStep =>
  async (progress) => {
    if (isOver(progress)) {
      return withLeft(progress, changes);
    }
    const sent = await vendor.send(changes)();
    if (E.isRight(sent)) {
      return withDone(progress, changes, sent.right);
    }
    const shown = mayBeAboutMembers(sent.left) ? await vendor.look() : undefined;
    return shown === undefined
      ? stoppedBy(progress, changes, sent.left)
      : afterRefusal(vendor, changes, sent.left, shown)(progress);
  };

const afterRefusal =
  (
    vendor: GroupAtVendor,
    changes: readonly MemberChange[],
    refusal: Failure,
    shown: ReadonlySet<string>,
  ): ProgressStep =>
  async (progress) => {
    const [only, ...others] = changes;
    if (only !== undefined && others.length === 0) {
      return afterSingleRefusal(only, refusal, shown)(progress);
    }
    const isIn = changes.filter((change) => isAddition(change) && shown.has(change[1]));
    const notShown = changes.filter((change) => isRemoval(change) && !shown.has(change[1]));
    const wanted = changes.filter((change) => !isIn.includes(change) && !notShown.includes(change));
    const smaller = isIn.length > 0 || (notShown.length > 0 && wanted.length > 0);
    const before = withAlreadyInEffect(progress, isIn);
    if (!smaller) {
      return inHalves(vendor, changes, refusal, shown)(before);
    }
    const after = await inParts(vendor, wanted, shown)(before);
    const culpritFound =
      isIn.length === 0 &&
      notShown.length === 1 &&
      after.done.length === before.done.length + wanted.length &&
      speaksOfAbsence(refusal, shown);
    // All other changes were accepted, so the refusal concerned the member that the group does not show.
    return culpritFound ? withAlreadyInEffect(after, notShown) : inParts(vendor, notShown, shown)(after);
  };

const inParts =
  (vendor: GroupAtVendor, changes: readonly MemberChange[], shown: ReadonlySet<string>): ProgressStep =>
  async (progress) => {
    const [only, ...others] = changes;
    if (only === undefined || isOver(progress)) {
      return withLeft(progress, changes);
    }
    const sent = await vendor.send(changes)();
    if (E.isRight(sent)) {
      return withDone(progress, changes, sent.right);
    }
    if (!mayBeAboutMembers(sent.left)) {
      return stoppedBy(progress, changes, sent.left);
    }
    if (others.length > 0) {
      return inHalves(vendor, changes, sent.left, shown)(progress);
    }
    const now = mayBeOutdated(only, sent.left, shown) ? await vendor.look() : undefined;
    return afterSingleRefusal(only, sent.left, now ?? shown)(progress);
  };

/** An earlier request may have been carried out, so a change that is refused now may be in effect because of it. */
const mayBeOutdated = (change: MemberChange, refusal: Failure, shown: ReadonlySet<string>): boolean =>
  refusal.kind === 'conflict' || (isRemoval(change) && shown.has(change[1]) && isNotThere(refusal));

/**
 * Splits refused changes in two and sends each half. Stops after a refusal without the vendor's error body (a gateway's), unless
 * the vendor accepted other removals.
 */
const inHalves =
  (
    vendor: GroupAtVendor,
    changes: readonly MemberChange[],
    refusal: Failure,
    shown: ReadonlySet<string>,
  ): ProgressStep =>
  async (progress) => {
    if (!isVendorsWord(refusal) && !progress.done.some(isRemoval)) {
      return stoppedBy(progress, changes, refusal);
    }
    const middle = Math.ceil(changes.length / 2);
    const first = await inParts(vendor, changes.slice(0, middle), shown)(progress);
    return inParts(vendor, changes.slice(middle), shown)(first);
  };

/** Interprets the refusal of a single change. */
const afterSingleRefusal =
  (change: MemberChange, refusal: Failure, shown: ReadonlySet<string>): ProgressStep =>
  async (progress) => {
    const isSo = isAddition(change)
      ? isIn(change[1], refusal, shown)
      : isOut(change[1], refusal, shown, progress);
    if (isSo) {
      return withAlreadyInEffect(progress, [change]);
    }
    return isVendorsWord(refusal)
      ? withRefused(progress, change, refusal)
      : stoppedBy(progress, [change], refusal);
  };

/**
 * Presence in the list proves membership. Absence from a list that may be truncated does not contradict a vendor that reports the
 * member as present.
 */
const isIn = (member: string, { scimType }: Failure, shown: ReadonlySet<string>): boolean =>
  shown.has(member) || (scimType === 'uniqueness' && mayBeTruncated(shown));

/**
 * Absence from the list alone proves nothing. It counts when the vendor says that there is no such member, when it accepts other
 * removals of the same form, or when it refuses without a reason and the list cannot be truncated.
 */
const isOut = (
  member: string,
  refusal: Failure,
  shown: ReadonlySet<string>,
  { done }: MemberProgress,
): boolean => !shown.has(member) && (speaksOfAbsence(refusal, shown) || done.some(isRemoval));

const speaksOfAbsence = (refusal: Failure, shown: ReadonlySet<string>): boolean =>
  isNotThere(refusal) || (refusal.recognised === true && saysNoReason(refusal) && !mayBeTruncated(shown));

const isNotThere = (refusal: Failure): boolean => refusal.scimType === 'noTarget' || isNoSuchRecord(refusal);

const saysNoReason = ({ scimType }: Failure): boolean =>
  scimType === undefined || scimType === 'invalidValue';

const isVendorsWord = ({ recognised, scimType }: Failure): boolean =>
  recognised === true || scimType !== undefined;

// Ignores the `effect` of earlier requests: this one was refused.
const mayBeAboutMembers = ({ kind, status }: Failure): boolean =>
  kind === 'conflict' ||
  kind === 'wrong-state' ||
  kind === 'no-such-resource' ||
  (kind === 'bad-request' && REFUSALS.has(status));

const REFUSALS: ReadonlySet<number | null> = new Set([400, 404, 409, 422]);
