// One day of a history: a plan and its application, and what people do beside it.
import { applyBy } from './apply-ways.mjs';
import { BAD_FEEDS } from './bad-feeds.mjs';
import { changedSince, difference, problemsOfDay } from './check.mjs';
import { chance } from './company.mjs';
import { complete, exitOf, stopsAll, stopsBy } from './guards.mjs';
import { forgive } from './manager-by-name.mjs';
import { meddle } from './meddle.mjs';
import { remember } from './memory.mjs';
import { foresee, isEqual, keepWaiting, NAME_TAKEN } from './oracle.mjs';
import { GROUPS } from './rules.mjs';
import { wayBack } from './way-back.mjs';

const heldKeys = (seen) =>
  Object.values(seen.apps).flatMap((needs) =>
    [...needs].filter(([, { why }]) => why?.startsWith('held')).map(([key]) => key),
  );

/** A plan of today's feed, applied in some way, and everything about it checked. Undefined when the plan itself is wrong. */
export const planAndApply = async (
  company,
  { today, rows, errors },
  random,
  { way = 'plain', down, releases = false, meddles = false, spoil } = {},
) => {
  const { driver, memory, chosen, applications, say, fail } = company;
  const given = {
    rows,
    errors,
    today,
    rules: chosen,
    accounts: company.accounts(),
    released: new Set(),
    leftOut: new Set(),
  };
  if (down !== undefined) {
    down.trouble(() => ({ status: 503, headers: { 'Retry-After': '0' }, body: {} }));
    given.leftOut.add(down.name);
  }
  forgive(memory, given.accounts);
  const foreseen = foresee(memory, given);
  let seen = foreseen;
  const name = company.nextFile('plan');
  const plan = await driver.plan(name, today);
  down?.trouble(undefined);
  say(
    `== ${today} ${way}${down ? `, ${down.name} is down` : ''}: plan exit ${plan.exit}\n${plan.out}${plan.err}`,
  );
  const stops = stopsBy(seen, given, memory);
  const isMass = stops.length > 0;
  if (plan.exit !== (isMass ? 4 : down ? 1 : exitOf(plan.lines))) {
    fail(
      `${stops.map(({ text }) => text).join(', ') || 'no guard stops it'}, and the plan ended with ${plan.exit}: ${plan.out}${plan.err}`,
    );
    return undefined;
  }
  if (isMass) {
    // Where another application is not stopped, that one would be applied.
    const refused = stopsAll(stops, seen, given) ? await driver.apply(name) : undefined;
    say(
      refused === undefined ? '' : `apply of what is stopped: ${refused.exit} ${refused.out}${refused.err}`,
    );
    const approved = await driver.approve(name, [], { leavers: '5000', creations: '5000' });
    if ((refused?.exit ?? 4) !== 4 || approved.exit !== 0) {
      fail(
        `stopped: apply ended with ${refused?.exit}, approve with ${approved.exit}: ${approved.out}${approved.err}`,
      );
    }
  }
  if (releases) {
    const isHeld = new Set(plan.lines.filter(({ hold }) => hold !== undefined).map(({ person }) => person));
    given.released = new Set(heldKeys(seen).filter((key) => isHeld.has(key) && chance(random, 0.4)));
    const before = seen;
    seen = foresee(memory, given);
    keepWaiting(before, seen, given.released);
  }
  for (const key of given.released) {
    const { exit, out, err } = await driver.approve(name, [key]);
    if (exit !== 0) {
      fail(`releasing ${key} ended with ${exit}: ${out}${err}`, key);
    }
  }
  const notDone = meddles ? await meddle(applications, seen, memory, random) : [];
  say(notDone.length === 0 ? '' : `changed by hand since the plan: ${notDone.join(', ')}`);
  // Of many the process is killed somewhere, of a few at one of the first writes.
  const items = plan.lines.filter(({ type }) => type === 'item').length;
  const applied = await applyBy(way, company, name, random, { writes: Math.max(6, Math.floor(items / 2)) });
  say(`apply exit ${applied.exit}: ${applied.out}${applied.err}`);
  if (applied.exit !== (notDone.length === 0 ? 0 : 1)) {
    fail(`${way}: apply ended with ${applied.exit}: ${applied.out}${applied.err}`);
  }
  await spoil?.(applications);
  const after = company.accounts();
  problemsOfDay({ given, seen, plan, after, memory, asked: company.asked }).forEach(({ text, key }) =>
    fail(text, key),
  );
  // Of a plan that was stopped nothing is kept of people, although it was allowed.
  remember(memory, given, seen, after, { isKept: !isMass });
  if (!isMass) {
    complete(memory, foreseen, given);
  }
  return { ...given, seen, after, meddles, run: Number(/run (\d+)/i.exec(applied.out)?.[1] ?? Number.NaN) };
};

/** A feed that must stop everything: nothing changes, and it is said what is wrong. */
export const planOfBadFeed = async (company, today, text, which) => {
  const { driver, say, fail } = company;
  company.writeFeed(BAD_FEEDS[which](text));
  const before = company.accounts();
  const name = company.nextFile('plan');
  const plan = await driver.plan(name, today);
  const applied = await driver.apply(name);
  say(
    `== ${today} feed: ${which}: plan exit ${plan.exit}\n${plan.out}${plan.err}apply: ${applied.exit} ${applied.out}${applied.err}`,
  );
  if (plan.exit !== 4 || applied.exit !== 4) {
    fail(
      `the feed is wrong (${which}): plan ended with ${plan.exit}, apply with ${applied.exit}: ${plan.out}${applied.out}`,
    );
  }
  const changed = changedSince(before, company.accounts());
  if (changed.length > 0) {
    fail(`the feed is wrong (${which}), and accounts were changed: ${changed.join(', ')}`);
  }
};

/** Says that the closed account of one who left is that of a person who came back under another key. */
export const linkOne = async ({ driver, memory, world, say, fail }, { seen }) => {
  for (const [app, needs] of Object.entries(seen.apps)) {
    for (const [key, need] of needs) {
      const [holder, ...others] = need.why === NAME_TAKEN && need.op === 'create' ? need.holders : [];
      if (holder === undefined || others.length > 0 || holder.active) {
        continue;
      }
      const { exit, out, err } = await driver.link(key, app, holder.id);
      say(`== link ${key}: ${exit} ${out}${err}`);
      if (exit !== 0) {
        fail(`linking ${key} ended with ${exit}: ${out}${err}`, key);
      }
      world.note(
        `${key} gets the account ${holder.id} of ${memory.apps[app].owner.get(holder.id)} at ${app}`,
        key,
      );
      memory.apps[app].owner.set(holder.id, key);
      return true;
    }
  }
  return false;
};

/** Takes a run back: everything is as before it, and what it made is shut. */
export const undoRun = async (company, { run, accounts, after }) => {
  const { driver, memory, say, fail } = company;
  const name = company.nextFile('undo');
  const made = await driver.undo(run, name);
  say(`== undo ${run}: exit ${made.exit} ${made.out}${made.err}`);
  if (made.exit === 0) {
    return;
  }
  if (made.exit === 4) {
    // What a run gave to many is taken away from many.
    await driver.approve(name, [], { leavers: '500', groups: '500', identifiers: '500' });
  }
  const applied = await driver.apply(name);
  say(`apply of the undo: ${applied.exit} ${applied.out}${applied.err}`);
  if (applied.exit !== 0) {
    fail(`the undo of run ${run} ended with ${applied.exit}: ${applied.out}${applied.err}`);
  }
  for (const [app, is] of Object.entries(company.accounts())) {
    const known = memory.apps[app];
    const back = wayBack(accounts[app], after[app]);
    for (const [id, account] of is) {
      const between = after[app].get(id);
      const should = back.get(id);
      const isMade = !accounts[app].has(id);
      if (isMade ? account.active : !isEqual(account, should)) {
        fail(
          `${app} ${account.employeeid}: after the undo of run ${run}: ${difference(account, should)}`,
          account.employeeid,
        );
      }
      if (between?.active && !account.active) {
        known.ours.add(id);
      }
      if (account.active) {
        known.ours.delete(id);
      }
      known.seen.set(id, { active: account.active, managerid: account.managerid });
      for (const group of GROUPS[app]) {
        const has = account.groups.includes(group);
        if (has && between?.groups.includes(group) === false) {
          known.given.add(`${id} ${group}`);
        }
        if (!has) {
          known.given.delete(`${id} ${group}`);
        }
      }
    }
  }
};
