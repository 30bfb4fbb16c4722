import { printable } from '@iam/core';
import type { GuardLimit, GuardLimits, GuardName } from '../../config/lifecycle-config';
import type { AccountPlan } from '../person/planned-pair';
import type { GuardLine } from '../file/plan-line';
import { byBytes } from '../file/plan-draft';

/** How many, and the first of them by name. */
export interface Tally {
  count: number;
  readonly names: string[];
}

const NAMES = 10;

export const newCount = (): Tally => ({ count: 0, names: [] });

export const addTo = (to: Tally, name: string): void => {
  to.count += 1;
  if (to.names.length < NAMES) {
    to.names.push(name);
  }
};

/** What the guards count in one application. */
export interface AppTally {
  readonly leavers: Tally;
  readonly identifiers: Tally;
  readonly creations: Tally;
  /** By group. */
  readonly groups: Map<string, Tally>;
}

/** What the guards count in a plan. People are counted in the order of their keys. */
export interface PlanTally {
  readonly apps: ReadonlyMap<string, AppTally>;
  /** People who lose something, wherever. */
  readonly leavers: Tally;
  readonly errors: Tally;
}

export const newTally = (apps: readonly string[]): PlanTally => ({
  apps: new Map(
    apps.map((name) => [
      name,
      {
        leavers: newCount(),
        identifiers: newCount(),
        creations: newCount(),
        groups: new Map<string, Tally>(),
      },
    ]),
  ),
  leavers: newCount(),
  errors: newCount(),
});

export const countError = (to: PlanTally, name: string): void => addTo(to.errors, name);

/** Counts one person's part of the plan: what is held counts as what is not, except a closed account, which waits in every plan. */
export const countPerson = (
  to: PlanTally,
  who: string,
  pairs: readonly { readonly app: { readonly name: string }; readonly plan: AccountPlan }[],
): void => {
  let isLeaver = false;
  for (const { app, plan } of pairs) {
    const counts = to.apps.get(app.name);
    if (counts === undefined || plan.tag !== 'item') {
      continue;
    }
    if (plan.away) {
      isLeaver = true;
      addTo(counts.leavers, who);
    }
    if (plan.givesUp.length > 0) {
      addTo(counts.identifiers, who);
    }
    if (plan.item.op === 'create' || (plan.item.op === 'enable' && plan.item.hold === undefined)) {
      addTo(counts.creations, who);
    }
    for (const group of plan.item.groups?.remove ?? []) {
      const one = counts.groups.get(group) ?? newCount();
      counts.groups.set(group, one);
      addTo(one, who);
    }
  }
  if (isLeaver) {
    addTo(to.leavers, who);
  }
};

/** What the counts are judged against. */
export interface Totals {
  /** People who were known, or are in the feed at a first plan. */
  readonly people: number;
  readonly rows: number;
  /** Rows of the last plan that no guard stopped; null at the first. */
  readonly previousRows: number | null;
  readonly apps: Readonly<Record<string, AppTotals>>;
}

export interface AppTotals {
  /** Accounts of people of the feed. */
  readonly accounts: number;
  /** Everybody had an account there once: creations are judged from then on. */
  readonly complete: boolean;
  /** Members of each group that rules name. */
  readonly members: Readonly<Record<string, number>>;
}

/** The greatest number that does not stop a plan, and the limit in words. */
const limitOf = ({ percent, floor, count }: GuardLimit, of: number) => {
  const share = Math.max(floor, Math.floor((of * percent) / 100));
  return {
    most: count === undefined ? share : Math.min(share, count),
    text: `${percent} %, at least ${floor}${count === undefined ? '' : `, at most ${count}`}`,
  };
};

const MEANING: Readonly<Record<GuardName, string>> = {
  leavers: 'would lose their access',
  feedShrinks: 'rows fewer than last time',
  identifiers: 'would get another name or address',
  creations: 'accounts would be made or opened again',
  groups: 'would be taken out of the group',
  errors: 'rows are in error',
  values: 'had a value last time and have none now',
};

/** One guard: whether a count is within its limit, and who it is about where it is not. */
export const judge = (
  rule: GuardName,
  app: string,
  { count, names }: Tally,
  of: number,
  guardLimit: GuardLimit,
  { about = '', meaning = MEANING[rule] }: { readonly about?: string; readonly meaning?: string } = {},
): GuardLine => {
  const { most, text: limit } = limitOf(guardLimit, of);
  const ok = count <= most;
  const head = `${rule} ${count} of ${of}${about === '' ? '' : ` (${about})`}`;
  const more = count - names.length;
  const people =
    names.length === 0
      ? ''
      : `: ${names.map((name) => printable(name)).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return {
    type: 'guard',
    app,
    rule,
    value: count,
    of,
    limit,
    ok,
    text: ok ? head : `${head} ${meaning}, more than the limit (${limit}, here ${most})${people}.`,
  };
};

/** The guards of a plan, from its counts: those of all applications together first, then by application. */
export const judgeGuards = (counts: PlanTally, totals: Totals, limits: GuardLimits): readonly GuardLine[] => {
  const fewer = totals.previousRows === null ? 0 : Math.max(0, totals.previousRows - totals.rows);
  return [
    judge(
      'feedShrinks',
      '*',
      { count: fewer, names: [] },
      totals.previousRows ?? totals.rows,
      limits.feedShrinks,
    ),
    judge('errors', '*', counts.errors, totals.rows, limits.errors),
    judge('leavers', '*', counts.leavers, totals.people, limits.leavers),
    ...[...counts.apps]
      .sort(([one], [other]) => byBytes(one, other))
      .flatMap(([app, tallies]) => {
        const { accounts, complete, members } = totals.apps[app] ?? EMPTY;
        const most = [...tallies.groups]
          .map(([group, one]) =>
            judge('groups', app, one, members[group] ?? one.count, limits.groups, {
              about: printable(group),
            }),
          )
          .sort((one, other) => Number(one.ok) - Number(other.ok) || other.value - one.value)[0];
        return [
          judge('leavers', app, tallies.leavers, accounts, limits.leavers),
          most ?? judge('groups', app, newCount(), 0, limits.groups),
          judge('identifiers', app, tallies.identifiers, accounts, limits.identifiers),
          ...(complete ? [judge('creations', app, tallies.creations, accounts, limits.creations)] : []),
        ];
      }),
  ];
};

const EMPTY: AppTotals = { accounts: 0, complete: false, members: {} };

/** A feed that cannot be used: no limit, and nothing that allows it. */
export const fatalGuard = (text: string): GuardLine => ({
  type: 'guard',
  app: '*',
  rule: 'feed',
  value: 0,
  of: 0,
  limit: 'always',
  ok: false,
  text,
});

/** The applications that guards stop; all of them when one for all together does. */
export const stoppedApps = (guards: readonly GuardLine[], apps: readonly string[]): ReadonlySet<string> =>
  new Set(
    apps.filter((app) => guards.some((guard) => !guard.ok && (guard.app === '*' || guard.app === app))),
  );
