// What the guards of a plan must say, of what is foreseen.

/** So many may lose something, or be made, before a guard stops the plan, of so many. */
const limitOf = (of) => Math.max(25, Math.floor(of * 0.05));

const isHeld = ({ tag, why }) => tag === 'wait' && why.startsWith('held');

const planned = (seen, { leftOut }) => Object.entries(seen.apps).filter(([app]) => !leftOut.has(app));

/**
 * How many people a plan takes something away from, in all and by application; what waits for a person counts too. Of an application that is
 * left out nothing is planned.
 */
const countAway = (seen, given) => {
  const all = new Set();
  const byApp = planned(seen, given).map(([app, needs]) => {
    const away = [...needs].filter(
      ([, need]) =>
        need.op === 'out' && need.account.active && !need.after.active && (need.tag === 'do' || isHeld(need)),
    );
    away.forEach(([key]) => all.add(key));
    return [app, away.length];
  });
  return { all: all.size, byApp };
};

/** How many accounts of an application are made, and opened again. */
const countMade = (needs) => {
  const all = [...needs.values()];
  const made = all.filter((need) => need.op === 'create' && (need.tag === 'do' || isHeld(need))).length;
  const opened = all.filter(({ tag, op, account }) => tag === 'do' && op === 'in' && !account.active).length;
  return { made, opened };
};

/** What stops a plan, and which application, or all of it; nothing where it goes on. */
export const stopsBy = (seen, given, memory) => {
  const { all, byApp } = countAway(seen, given);
  const sizeOf = (app) => given.accounts[app].size;
  const made = planned(seen, given).flatMap(([app, needs]) => {
    const { made: count, opened } = countMade(needs);
    return memory.apps[app].isComplete && count + opened > limitOf(sizeOf(app))
      ? [{ app, text: `${count + opened} are made at ${app}` }]
      : [];
  });
  return [
    ...(all > limitOf(memory.people.size) ? [{ text: `${all} people lose something` }] : []),
    ...byApp.flatMap(([app, count]) =>
      count > limitOf(sizeOf(app)) ? [{ app, text: `${count} lose something at ${app}` }] : [],
    ),
    ...made,
  ];
};

/** Whether nothing of a plan is applied before that is allowed. */
export const stopsAll = (stops, seen, given) => {
  const stopped = new Set(stops.map(({ app }) => app));
  return stopped.has(undefined) || planned(seen, given).every(([app]) => stopped.has(app));
};

/** Creations are judged from the first plan on that leaves few to be made. */
export const complete = (memory, seen, given) =>
  planned(seen, given).forEach(([app, needs]) => {
    const { size } = given.accounts[app];
    memory.apps[app].isComplete ||= size > 0 && countMade(needs).made <= limitOf(size);
  });

/** How a plan must end that no guard stops: 0 says that everybody is as they should be. */
export const exitOf = (lines) => {
  const isUnclear = ({ type, reason }) =>
    type === 'error' || (type === 'skip' && !/^(protected|not ours):/.test(reason));
  return lines.some(({ type }) => type === 'item') ? 3 : lines.some(isUnclear) ? 1 : 0;
};
