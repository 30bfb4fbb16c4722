// Compares a day with what the oracle foresaw: the plan's lines and the accounts afterwards.
import { isEqual, ATTRIBUTES } from './oracle.mjs';
import { problemsOfManagers } from './manager-by-name.mjs';
import { GROUPS } from './rules.mjs';

export const difference = (is, should) =>
  [...ATTRIBUTES, 'active', 'groups']
    .filter((name) => String(is[name] ?? '') !== String(should[name] ?? ''))
    .map((name) => `${name} ${JSON.stringify(is[name])} instead of ${JSON.stringify(should[name])}`)
    .join(', ');

/** Accounts that differ between two moments, by application. */
export const changedSince = (before, now) =>
  Object.keys(before).flatMap((app) => [
    ...[...now[app]]
      .filter(([id, account]) => !before[app].has(id) || !isEqual(before[app].get(id), account))
      .map(([id]) => `${app} ${id}`),
    ...[...before[app].keys()].filter((id) => !now[app].has(id)).map((id) => `${app} ${id} gone`),
  ]);

const linesByPerson = (lines) => {
  const found = new Map();
  for (const line of lines.filter(({ type }) => type === 'item' || type === 'skip')) {
    const key = `${line.app} ${line.person}`;
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return found;
};

const shown = (lines) =>
  lines
    .map((line) => JSON.stringify({ ...line, profile: undefined, post: undefined, pre: undefined }))
    .join(' ') || 'nothing';

const waits = ({ type, hold }) => type === 'skip' || hold !== undefined;

/** What is wrong with what a plan says of one person, as a sentence; undefined when nothing is. */
const wrongLines = (need, lines, { isLeftOut, isAsked, isReleased }) => {
  if (isLeftOut) {
    return lines.every(({ reason }) => reason?.startsWith('error'))
      ? undefined
      : 'the application is left out';
  }
  switch (need.tag) {
    case 'wait':
      return lines.some(waits) ? undefined : `waits (${need.why})`;
    case 'nothing':
      if (need.isLookedUp && lines.every(({ op }) => op === 'update')) {
        return undefined;
      }
      // An application that is asked person by person says of a name that it is another's, also where nobody wants it.
      return lines.every(({ type }) => isAsked && type === 'skip') ? undefined : 'nothing is to be done';
    default:
      return lines.length > 0 && (isReleased || !lines.some(waits)) ? undefined : `${need.op} is to be done`;
  }
};

/** Everything that is not as it must be, each with the person whom it is about. */
export const problemsOfDay = ({ given, seen, plan, after, memory, asked }) => {
  const problems = [];
  const fail = (text, key) => problems.push({ text, key });
  const linesOf = linesByPerson(plan.lines);
  for (const app of Object.keys(GROUPS)) {
    const should = new Map(given.accounts[app]);
    const made = new Map();
    const isLeftOut = given.leftOut.has(app);
    for (const [key, need] of seen.apps[app]) {
      const lines = linesOf.get(`${app} ${key}`) ?? [];
      const wrong = wrongLines(need, lines, {
        isLeftOut,
        isAsked: asked.has(app),
        isReleased: given.released.has(key),
      });
      if (wrong !== undefined) {
        fail(`${app} ${key}: ${wrong}, and the plan says ${shown(lines)}`, key);
      }
      if (need.tag === 'do' && !isLeftOut) {
        if (need.account) {
          should.set(need.account.id, { ...need.after, id: need.account.id });
        } else {
          made.set(key, need.after);
        }
      }
    }
    for (const [id, account] of after[app]) {
      const wanted = should.get(id) ?? made.get(account.employeeid);
      const owner = memory.apps[app].owner.get(id) ?? wanted?.employeeid ?? account.employeeid;
      if (wanted === undefined) {
        fail(`${app}: an account that nobody should get: ${JSON.stringify(account)}`, owner);
      } else if (!isEqual(account, wanted)) {
        fail(
          `${app} ${owner}: ${difference(account, wanted)}; the plan says ${shown(linesOf.get(`${app} ${owner}`) ?? [])}`,
          owner,
        );
      }
      if (!should.has(id)) {
        made.delete(account.employeeid);
      }
    }
    [...should.keys()]
      .filter((id) => !after[app].has(id))
      .forEach((id) => fail(`${app}: the account ${id} is gone`));
    problems.push(...problemsOfManagers({ app, seen, given, after: after[app], memory }));
    made.forEach((account, key) =>
      fail(`${app} ${key}: has no account, and should have ${JSON.stringify(account)}`, key),
    );
  }
  return problems;
};
