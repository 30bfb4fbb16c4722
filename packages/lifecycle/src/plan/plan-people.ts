import type { Unclear, UnclearAccount } from '../accounts/ask-people';
import { correlate } from '../accounts/correlate';
import { employeeIdOf } from '../accounts/account-row';
import type { Correlation } from '../accounts/account';
import { instantIn, type Today } from '../calendar/today';
import type { LifecycleConfig, Profile } from '../config/lifecycle-config';
import { assign, type Assignment } from '../decide/assign';
import { decide } from '../decide/decide';
import type { Session } from '../database/session';
import { countItem, countLine, type AppSum } from './guards/app-counts';
import type { AppToPlan } from './app-rules';
import { countPerson, type PlanTally } from './guards/guards';
import type { Kept } from './keep-records';
import { peopleToPlan, type PersonToPlan } from './people-rows';
import { rowOf } from './person/person-record';
import type { AppDraft, PlanDraft } from './file/plan-draft';
import type { ItemHead, SkipLine } from './file/plan-line';
import { countLost, type LostValues } from './guards/lost-values';
import type { AccountPlan } from './person/planned-pair';
import { planPerson, type AppInput, type PersonPlan } from './person/plan-person';
import type { GivingItem, TakingItem } from './person/renames';
import { referredAccounts, type Referred } from './referred-accounts';

export interface PeopleInputs {
  readonly config: LifecycleConfig;
  readonly today: Today;
  readonly apps: readonly AppToPlan[];
  readonly draft: PlanDraft;
  readonly tally: PlanTally;
  readonly sums: ReadonlyMap<string, AppSum>;
  readonly kept: Kept;
  /** People of whom an application cannot say which account is theirs, by application. */
  readonly unclear: ReadonlyMap<string, Unclear>;
  /** Values that people had last time and have no more; undefined where that is not known. */
  readonly lost: LostValues | undefined;
  /** People who cannot be told from others of the feed, by key. */
  readonly disputed: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
  /** Told how many were decided about. */
  readonly onPeople?: (people: number) => void;
}

/** What can only be put in order when everybody was seen, by application. */
export interface PlannedPeople {
  readonly taking: ReadonlyMap<string, readonly TakingItem[]>;
  readonly giving: ReadonlyMap<string, ReadonlyMap<string, GivingItem>>;
  readonly lastNumber: number;
}

/** Goes through everybody in `look`, one after the other, and writes their lines. */
export const planPeople = async (session: Session, inputs: PeopleInputs): Promise<PlannedPeople> => {
  const { apps, draft, tally, sums, kept, lost, signal, onPeople } = inputs;
  const drafts = new Map(apps.map(({ name }): [string, AppDraft] => [name, draft.app(name)]));
  const taking = new Map(apps.map(({ name }): [string, TakingItem[]] => [name, []]));
  const giving = new Map(apps.map(({ name }) => [name, new Map<string, GivingItem>()]));
  let number = 0;
  /** Writes what one application has to do with a person. */
  const writePair = (
    person: PersonToPlan,
    who: string,
    { app: { name: app }, correlation }: AppInput,
    part: AccountPlan,
  ): Promise<void> | undefined => {
    const sum = sums.get(app);
    const into = drafts.get(app);
    if (part.tag === 'nothing' || sum === undefined || into === undefined) {
      return undefined;
    }
    if (part.tag === 'skip') {
      const { would, reason } = part;
      const line: SkipLine = { type: 'skip', app, person: person.key, who, would, reason };
      countLine(sum, line);
      return into.add(line);
    }
    number += 1;
    const { item, givesUp, holders } = part;
    const account = correlation.tag === 'one' ? correlation.account : undefined;
    if (account !== undefined && givesUp.length > 0 && isContested(person, app, account.vendorId)) {
      giving.get(app)?.set(account.vendorId, { n: number, names: givesUp, held: item.hold !== undefined });
    }
    const head: ItemHead = { type: 'item', n: number, app, person: person.key, who };
    if (holders.length > 0) {
      into.later();
      taking.get(app)?.push({ item: { ...head, ...item }, account, holders });
      return undefined;
    }
    countItem(sum, item);
    return into.item(head, item);
  };
  const planPage = async (page: readonly PersonToPlan[]): Promise<void> => {
    const referred = await referredAccounts(session, page, apps);
    for (const person of page) {
      signal?.throwIfAborted();
      const { plan, changed } = planOne(person, inputs, referred);
      if (lost !== undefined) {
        countLost(lost, person, changed);
      }
      countPerson(tally, person.key, plan.pairs);
      for (const { pair, plan: part } of plan.pairs) {
        const waits = writePair(person, plan.who, pair, part);
        if (waits !== undefined) {
          await waits;
        }
      }
      if (plan.record !== undefined) {
        const waits = kept.person(plan.record, person);
        if (waits !== undefined) {
          await waits;
        }
      }
      for (const learnt of plan.accounts) {
        await kept.account(learnt);
      }
    }
  };
  let people = 0;
  try {
    for await (const page of peopleToPlan(session)) {
      await planPage(page);
      people += page.length;
      onPeople?.(people);
    }
  } catch (thrown) {
    // The server refuses everything after the first refusal, and it is the first one that says why.
    await kept.settled();
    throw thrown;
  }
  return { taking, giving, lastNumber: number };
};

/** Whether another person claims the account, and so may wait for what it gives up. */
const isContested = ({ candidates }: PersonToPlan, app: string, vendorId: string): boolean =>
  candidates.get(app)?.some(({ account, claims }) => account.vendorId === vendorId && claims.length > 0) ??
  false;

const EMPTY_PROFILE: Profile = {};

const planOne = (
  person: PersonToPlan,
  { config, today, apps, unclear, disputed }: PeopleInputs,
  referred: Referred,
): {
  readonly plan: PersonPlan;
  readonly changed: readonly string[];
} => {
  const { key, row, previous, error } = person;
  const before = previous === undefined ? undefined : rowOf(previous.profile);
  const profile = row?.profile ?? before ?? EMPTY_PROFILE;
  const zone = row?.zone ?? previous?.zone ?? config.feed.zone;
  const now = instantIn(today, zone);
  const decision =
    error !== undefined
      ? undefined
      : decide(
          row === undefined
            ? undefined
            : { tag: 'person', key, line: row.line, profile: row.profile, zone: row.zone },
          previous === undefined
            ? undefined
            : {
                profile: before ?? EMPTY_PROFILE,
                state: previous.state,
                missingSince: previous.missingSince ?? undefined,
              },
          now,
          config.people,
        );
  const assignments = decision === undefined ? undefined : assign({ profile, zone }, decision, config, now);
  const claimant = {
    key,
    employeeId: employeeIdOf(profile) ?? key,
    username: textOf(profile['username']),
    email: textOf(profile['email']),
  };
  const pairs = apps.map((app): AppInput => {
    const candidates = person.candidates.get(app.name) ?? [];
    const correlation = withUnclear(correlate(claimant, candidates), unclear.get(app.name)?.get(key));
    return {
      app,
      correlation,
      assigned: assignedOf(
        assignments?.applications.find(({ instance }) => instance === app.name),
        app,
      ),
      gone: candidates.find(({ account }) => account.person === key && account.goneAt !== null)?.account,
      memberships: membershipsOf(person, app.name, correlation),
      idOf: (named) => referred(app.name, named),
      leftOut: app.leftOut !== undefined,
    };
  });
  const plan = planPerson({
    key,
    row:
      error !== undefined
        ? { tag: 'error', problem: error }
        : row === undefined
          ? { tag: 'absent' }
          : { tag: 'row', profile: row.profile, zone: row.zone },
    previous,
    decision,
    assignmentsDue: assignments?.due,
    protectedBy: assignments?.protectedBy,
    disputed: disputed.get(key),
    apps: pairs,
    now,
  });
  return { plan, changed: decision?.changed ?? [] };
};

/** What the application could not tell is disputed, unless it is the account of a person who is known to have the name now. */
const withUnclear = (known: Correlation, found: UnclearAccount | undefined): Correlation =>
  found === undefined || (found.isAnothers && isClear(known))
    ? known
    : { tag: 'disputed', why: found.why, accounts: [] };

/** An account of the person's own key, or the account of another who has the name: what was asked by the name says no more. */
const isClear = (known: Correlation): boolean =>
  (known.tag === 'none' && known.holders.length > 0) || (known.tag === 'one' && known.by === 'employeeid');

/** Those of the account that is the person's: another one that has the name or the address may be in other groups. */
const membershipsOf = (
  { memberships }: PersonToPlan,
  app: string,
  correlation: Correlation,
): AppInput['memberships'] => {
  const all = memberships.get(app);
  return all === undefined || correlation.tag !== 'one'
    ? NO_MEMBERSHIPS
    : all.filter(({ vendorId }) => vendorId === correlation.account.vendorId);
};

const NO_MEMBERSHIPS: AppInput['memberships'] = [];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const NOT_ASSIGNED: AppInput['assigned'] = { account: 'as-it-is', why: 'who', because: [], groups: [] };

/** Without the groups that take no members. */
const assignedOf = (assignment: Assignment | undefined, { noGroups }: AppToPlan): AppInput['assigned'] => {
  if (assignment === undefined) {
    return NOT_ASSIGNED;
  }
  return noGroups.size === 0
    ? assignment
    : { ...assignment, groups: assignment.groups.filter(({ name }) => !noGroups.has(name)) };
};
