// What somebody does at an application between a plan and its application, and what has to come of it.
import { ATTRIBUTES } from './oracle.mjs';
import { GROUPS } from './rules.mjs';

/** What is to be done about accounts that work, that are known as their person's, and that no other change waits for. */
const candidates = (needs, owner) =>
  [...needs.values()].filter(
    ({ tag, account, takes, key }) =>
      tag === 'do' &&
      account?.active &&
      owner.get(account.id) === key &&
      !takes &&
      ![...needs.values()].some(
        (other) => other.key !== key && other.holders?.some(({ id }) => id === account.id),
      ),
  );

const isWritten = ({ op, account, after }) =>
  op === 'in' && ATTRIBUTES.some((name) => (account[name] ?? null) !== (after[name] ?? null));

/** An account that is not as the plan saw it gets nothing, and is taken out of groups all the same. */
const untouched = ({ account, after }, app) => ({
  ...account,
  groups: account.groups.filter((group) => !GROUPS[app].includes(group) || after.groups.includes(group)),
});

/** Gives some accounts a title by hand that the plan has not seen. Answers who is not done because of that. */
export const meddle = async (applications, { apps, people }, memory, random) => {
  const notDone = [];
  for (const application of applications) {
    const { name: app } = application;
    const need = random.oneOf(candidates(apps[app], memory.apps[app].owner));
    if (need === undefined) {
      continue;
    }
    const { key, account, after } = need;
    const title = `Meddled${Math.floor(random.between(0, 1e6))}`;
    await application.byHand.change(account.id, { title });
    // Where the feed never had a title, it is the application's own.
    const hasTitle = people.get(key).row.title || memory.people.get(key)?.owned.has('title');
    const isStale = isWritten(need) && hasTitle;
    notDone.push(...(isStale ? [`${app} ${key}`] : []));
    apps[app].set(key, { ...need, isStale, after: { ...(isStale ? untouched(need, app) : after), title } });
  }
  return notDone;
};
