import { printable } from '@iam/core';
import { askPeople, type Unclear } from '../accounts/ask-people';
import { refreshAccounts, type Refreshed } from '../accounts/refresh';
import { refreshGroups } from '../accounts/refresh-groups';
import type { Session } from '../database/session';
import type { AppToPlan } from './app-rules';
import type { PlanDraft } from './file/plan-draft';
import type { PlanRequest } from './plan-request';

/** Reads the applications: those that list at the same time, the others one after the other, for so many people of the feed. */
export const readApplications = async (
  session: Session,
  request: PlanRequest,
  apps: readonly AppToPlan[],
  people: number,
): Promise<ReadonlyMap<string, Unclear>> => {
  const { database, refresh, made, signal, onStep } = request;
  const unclear = new Map<string, Unclear>();
  if (!refresh) {
    return unclear;
  }
  const means = { ...(signal === undefined ? {} : { signal }), ...(onStep === undefined ? {} : { onStep }) };
  const take = (app: AppToPlan, result: Refreshed): void => {
    onStep?.({ tag: 'read', app: app.name });
    if (result.tag === 'failed') {
      app.leftOut = result.why;
    } else {
      app.refreshed = result.at;
    }
  };
  const listing = apps.filter(({ instance }) => instance?.lists.includes('users') === true);
  for (let first = 0; first < listing.length; first += APPS_AT_ONCE) {
    await Promise.all(
      listing.slice(first, first + APPS_AT_ONCE).map(async (app) => {
        if (app.instance !== undefined) {
          const inputs = { database, app: app.name, instance: app.instance, ...means };
          take(app, await refreshAccounts({ ...inputs, at: made }));
        }
      }),
    );
  }
  // Each takes over what it read in a transaction of its own; what is asked person by person does so in the plan's, and comes last,
  // because the others would wait for it.
  for (const app of apps) {
    await readGroups(app, request);
  }
  for (const app of apps) {
    const { instance, name } = app;
    if (instance !== undefined && app.leftOut === undefined && !listing.includes(app)) {
      const asked = await askPeople(session, { app: name, instance, at: made, people, ...means });
      take(app, asked);
      unclear.set(name, asked.unclear);
    }
  }
  return unclear;
};

const readGroups = async (app: AppToPlan, { database, config, signal }: PlanRequest): Promise<void> => {
  const { instance, name, leftOut } = app;
  const rules = config.applications.find((one) => one.instance === name)?.groups ?? [];
  if (instance === undefined || rules.length === 0 || leftOut !== undefined) {
    return;
  }
  if (!instance.lists.includes('groups')) {
    // Its accounts are planned for all the same: leavers do not stay in because of a rule that can do nothing.
    rules.forEach((rule) => app.noGroups.add(rule.name));
    return;
  }
  const groups = await refreshGroups({
    database,
    app: name,
    instance,
    names: [...new Set(rules.map((rule) => rule.name))],
    ...(signal === undefined ? {} : { signal }),
  });
  if (groups.tag === 'failed') {
    app.leftOut = groups.why;
    return;
  }
  const lacking = groups.missing.filter((group) => !rules.some((rule) => rule.name === group && rule.create));
  [...lacking, ...groups.ambiguous].forEach((group) => app.noGroups.add(group));
};

const APPS_AT_ONCE = 4;

/** Says what a plan does not know of the applications, as remarks, and answers them. */
export const sayWhatWasNotRead = async (
  { refresh }: PlanRequest,
  apps: readonly AppToPlan[],
  draft: PlanDraft,
): Promise<readonly string[]> => {
  const said: string[] = [];
  for (const { name, instance, leftOut, refreshed, noGroups } of apps) {
    const say = (text: string) => {
      said.push(text);
      return draft.app(name).add({ type: 'remark', app: name, text });
    };
    if (leftOut !== undefined) {
      await say(`${printable(name)} is left out of this plan: ${leftOut}`);
    } else if (!refresh) {
      await say(
        refreshed === null
          ? `${printable(name)} was never read: what is there already is not known.`
          : `${printable(name)} was not read; what is known of it is from ${refreshed}.`,
      );
    } else if (instance?.lists.includes('users') === false) {
      await say(
        `${printable(name)} does not list its users: it was asked for every person of the feed, and accounts of nobody are not known.`,
      );
    }
    if (noGroups.size > 0 && instance?.lists.includes('groups') === false) {
      await say(
        `${printable(name)} does not list its groups, so its rules of groups do nothing: take "groups" out of its rules, and look after ${[...noGroups].map((group) => JSON.stringify(group)).join(', ')} there.`,
      );
      continue;
    }
    for (const group of noGroups) {
      await say(
        `There is no group ${JSON.stringify(group)} in ${printable(name)}, or several of that name: its rule does nothing. Make it, or set "create": true.`,
      );
    }
  }
  return said;
};
