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
  withSoAlready,
  type MemberProgress,
} from './member-progress';
import { mayBeCut } from './read-members';

/** The group whose members are changed. */
export interface GroupAtVendor {
  /** One request, looked after when its reply is lost. */
  readonly send: (changes: readonly MemberChange[]) => TE.TaskEither<Failure, IAMGroupAppData | undefined>;
  /** The members that the group shows; undefined when there is no such group or it cannot be read. */
  readonly look: T.Task<ReadonlySet<string> | undefined>;
}

type Step = (progress: MemberProgress) => Promise<MemberProgress>;

/**
 * Sends changes in one request. Vendors refuse all of them for the sake of one: somebody who is in already, or is not in, or
 * does not exist. So after a refusal the group is looked at, what is so already is left out, and the others are sent, in parts
 * where it is not clear who is meant.
 */
export const sendChanges =
  (vendor: GroupAtVendor, changes: readonly MemberChange[]): Step =>
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
  ): Step =>
  async (progress) => {
    const [only, ...others] = changes;
    if (only !== undefined && others.length === 0) {
      return judged(only, refusal, shown)(progress);
    }
    const isIn = changes.filter((change) => isAddition(change) && shown.has(change[1]));
    const notShown = changes.filter((change) => isRemoval(change) && !shown.has(change[1]));
    const wanted = changes.filter((change) => !isIn.includes(change) && !notShown.includes(change));
    const smaller = isIn.length > 0 || (notShown.length > 0 && wanted.length > 0);
    const before = withSoAlready(progress, isIn);
    if (!smaller) {
      return inHalves(vendor, changes, refusal, shown)(before);
    }
    const after = await inParts(vendor, wanted, shown)(before);
    const culpritFound =
      isIn.length === 0 &&
      notShown.length === 1 &&
      after.done.length === before.done.length + wanted.length &&
      speaksOfAbsence(refusal, shown);
    // All the others were accepted, so the refusal was about the one that the group does not show.
    return culpritFound ? withSoAlready(after, notShown) : inParts(vendor, notShown, shown)(after);
  };

const inParts =
  (vendor: GroupAtVendor, changes: readonly MemberChange[], shown: ReadonlySet<string>): Step =>
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
    return judged(only, sent.left, now ?? shown)(progress);
  };

/** A request before this one may have been carried out, so that what it refuses now was so only before. */
const mayBeOutdated = (change: MemberChange, refusal: Failure, shown: ReadonlySet<string>): boolean =>
  refusal.kind === 'conflict' || (isRemoval(change) && shown.has(change[1]) && isNotThere(refusal));

/** A refusal that is not in the vendor's words is no reason for further requests, unless the vendor takes such changes otherwise. */
const inHalves =
  (
    vendor: GroupAtVendor,
    changes: readonly MemberChange[],
    refusal: Failure,
    shown: ReadonlySet<string>,
  ): Step =>
  async (progress) => {
    if (!isVendorsWord(refusal) && !progress.done.some(isRemoval)) {
      return stoppedBy(progress, changes, refusal);
    }
    const middle = Math.ceil(changes.length / 2);
    const first = await inParts(vendor, changes.slice(0, middle), shown)(progress);
    return inParts(vendor, changes.slice(middle), shown)(first);
  };

/** What a refusal of one change means. */
const judged =
  (change: MemberChange, refusal: Failure, shown: ReadonlySet<string>): Step =>
  async (progress) => {
    const isSo = isAddition(change)
      ? isIn(change[1], refusal, shown)
      : isOut(change[1], refusal, shown, progress);
    if (isSo) {
      return withSoAlready(progress, [change]);
    }
    return isVendorsWord(refusal)
      ? withRefused(progress, change, refusal)
      : stoppedBy(progress, [change], refusal);
  };

/** Presence proves it; a list that may be cut does not speak against a vendor who says that the member is there. */
const isIn = (member: string, { scimType }: Failure, shown: ReadonlySet<string>): boolean =>
  shown.has(member) || (scimType === 'uniqueness' && mayBeCut(shown));

/**
 * Absence alone proves nothing. It does when the vendor says that there is no such member, when it takes other removals of the
 * same form, or when it refuses without a reason and the list cannot be cut.
 */
const isOut = (
  member: string,
  refusal: Failure,
  shown: ReadonlySet<string>,
  { done }: MemberProgress,
): boolean => !shown.has(member) && (speaksOfAbsence(refusal, shown) || done.some(isRemoval));

const speaksOfAbsence = (refusal: Failure, shown: ReadonlySet<string>): boolean =>
  isNotThere(refusal) || (refusal.recognised === true && saysNoReason(refusal) && !mayBeCut(shown));

const isNotThere = (refusal: Failure): boolean => refusal.scimType === 'noTarget' || isNoSuchRecord(refusal);

const saysNoReason = ({ scimType }: Failure): boolean =>
  scimType === undefined || scimType === 'invalidValue';

const isVendorsWord = ({ recognised, scimType }: Failure): boolean =>
  recognised === true || scimType !== undefined;

// Whatever became of a request before it (`effect`), this one was refused.
const mayBeAboutMembers = ({ kind, status }: Failure): boolean =>
  kind === 'conflict' ||
  kind === 'wrong-state' ||
  kind === 'no-such-resource' ||
  (kind === 'bad-request' && REFUSALS.has(status));

const REFUSALS: ReadonlySet<number | null> = new Set([400, 404, 409, 422]);
