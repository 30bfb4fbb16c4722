import { isIAMError, printable } from '@iam/core';
import { perObject } from '@iam/core/internal';
import type { DisabledBy } from '../../accounts/account';
import type { Profile } from '../../config/lifecycle-config';
import type { Decision, Event } from '../../decide/decision';
import { planAccount } from './plan-account';
import type { AccountPlan, PlannedApp, PlannedPair, PlannedPerson } from './planned-pair';
import { rowOf, withCleared, type PersonRecord } from './person-record';
import type { SkipLine } from '../file/plan-line';

/** What the feed has of a person. */
export type PersonRow =
  | { readonly tag: 'row'; readonly profile: Profile; readonly zone: string }
  /** A row that cannot be used: nothing is done, and nothing is forgotten. */
  | { readonly tag: 'error'; readonly problem: string }
  | { readonly tag: 'absent' };

/** Everything that is known of one person. */
export interface PersonInput {
  readonly key: string;
  readonly row: PersonRow;
  readonly previous: PersonRecord | undefined;
  /** Absent for a row in error. */
  readonly decision: Decision | undefined;
  /** The next instant at which rules mean something else for the same person. */
  readonly assignmentsDue: string | undefined;
  /** The condition that protects the person. */
  readonly protectedBy: string | undefined;
  /** Why the person cannot be told from another one of the feed. */
  readonly disputed: string | undefined;
  readonly apps: readonly AppInput[];
  readonly now: Date;
}

/** What one application has to do with the person. */
export interface AppInput extends Omit<PlannedPair, 'person' | 'now'> {
  /** Nothing is planned there, because it could not be read; what is to be done stays to be done. */
  readonly leftOut?: boolean;
}

/** A person's part of the plan. */
export interface PersonPlan {
  readonly who: string;
  readonly pairs: readonly PairPlan[];
  /** What is kept of the person when no guard stops the plan; undefined when there is nothing to keep. */
  readonly record: PersonRecord | undefined;
  readonly accounts: readonly LearntAccount[];
}

/** A person's part of the plan in one application. */
export interface PairPlan {
  readonly app: PlannedApp;
  readonly pair: AppInput;
  readonly plan: AccountPlan;
}

/** Something learnt about an account that is disabled. */
export interface LearntAccount {
  readonly app: string;
  readonly vendorId: string;
  readonly disabledBy: DisabledBy;
}

/** The part of the plan that is about one person. Looks at nothing but what it is given. */
export const planPerson = (input: PersonInput): PersonPlan => {
  const { key, row, previous, decision, apps, now } = input;
  const profile = row.tag === 'row' ? withCleared(row.profile, previous?.profile) : (previous?.profile ?? {});
  const who = whoIs(key, profile);
  if (row.tag === 'error' || decision === undefined) {
    return {
      who,
      pairs: apps.filter(hasAccount).map((pair) => ({
        app: pair.app,
        pair,
        plan: skip('any', `error: ${row.tag === 'error' ? row.problem : 'nothing is known of the person'}`),
      })),
      record: previous === undefined ? undefined : { ...previous, settled: false },
      accounts: [],
    };
  }
  // What is not done yet keeps its reason.
  const pending = previous?.settled === false ? (previous.event ?? undefined) : undefined;
  const event: Event | undefined = decision.event ?? pending;
  const because =
    decision.event === undefined && pending !== undefined && previous !== undefined
      ? previous.because
      : decision.because;
  const person: PlannedPerson = {
    key,
    who,
    profile,
    before: previous === undefined ? undefined : rowOf(previous.profile),
    state: decision.state,
    event,
    because,
    hold: decision.hold,
  };
  const pairs = apps.map((pair): PairPlan => {
    const { app, assigned, correlation, gone, memberships, idOf } = pair;
    const plan =
      pair.leftOut === true
        ? LEFT_OUT
        : withinReason({ app, assigned, correlation, gone, memberships, idOf, now, person });
    return { app, pair, plan: guarded(plan, input) };
  });
  const settled = pairs.every(
    ({ plan, pair }) => plan.tag === 'nothing' && plan.awaits !== true && pair.leftOut !== true,
  );
  return {
    who,
    pairs,
    record: {
      key,
      profile,
      zone: row.tag === 'row' ? row.zone : (previous?.zone ?? 'UTC'),
      state: decision.state,
      event: event ?? previous?.event ?? null,
      because,
      since: decision.event === undefined && previous !== undefined ? previous.since : isoText(now),
      missingSince: row.tag === 'absent' ? (previous?.missingSince ?? isoText(now)) : null,
      due: pairs.reduce(
        (first, { plan }) => earlier(first, plan.tag === 'nothing' ? plan.due : undefined),
        earlier(earlier(null, decision.due), input.assignmentsDue),
      ),
      settled,
    },
    accounts: learntOf(pairs),
  };
};

/** Nearly everybody is planned for at one instant. */
const isoText = perObject((at: Date) => at.toISOString());

/** The address, else the user name, else the key. */
export const whoIs = (key: string, { email, username }: Profile): string =>
  typeof email === 'string' ? email : typeof username === 'string' ? username : key;

const LEFT_OUT: AccountPlan = { tag: 'nothing' };

const hasAccount = ({ correlation }: AppInput): boolean => correlation.tag !== 'none';

const skip = (would: SkipLine['would'], reason: string): AccountPlan => ({ tag: 'skip', would, reason });

/** A profile that a mapper cannot translate is an error of that person in that application, and stops no other. */
const withinReason = (pair: PlannedPair): AccountPlan => {
  try {
    return planAccount(pair);
  } catch (thrown) {
    if (isIAMError(thrown)) {
      const { message, next } = thrown.failure;
      return skip(
        'any',
        `error: ${printable([message, next].filter((text) => text !== undefined).join('. '))}`,
      );
    }
    throw thrown;
  }
};

/** Items of a protected person, or of one who may be another, become skipped lines with the reason. */
const guarded = (plan: AccountPlan, { protectedBy, disputed }: PersonInput): AccountPlan => {
  if (plan.tag !== 'item') {
    return plan;
  }
  const { op } = plan.item;
  if (protectedBy !== undefined) {
    return skip(op, `protected: ${protectedBy}`);
  }
  // Two rows with one address matter where the address is given to an account, not where access ends.
  return disputed !== undefined && (op === 'create' || plan.givesUp.length > 0)
    ? skip(op, `disputed: ${disputed}`)
    : plan;
};

const NOTHING_LEARNT: readonly LearntAccount[] = [];

const learntOf = (pairs: readonly PairPlan[]): readonly LearntAccount[] => {
  let learnt = NOTHING_LEARNT;
  for (const { app, pair, plan } of pairs) {
    if (pair.correlation.tag === 'one' && plan.tag !== 'skip' && plan.disabledBy !== undefined) {
      const { vendorId } = pair.correlation.account;
      learnt = [...learnt, { app: app.name, vendorId, disabledBy: plan.disabledBy }];
    }
  }
  return learnt;
};

const earlier = (first: string | null, instant: string | undefined): string | null =>
  instant !== undefined && (first === null || Date.parse(instant) < Date.parse(first)) ? instant : first;
