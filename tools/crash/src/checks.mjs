/**
 * What is wrong after a run, as sentences; empty when everything is as the plan says. `died`: the names of workers that were killed, or
 * that lost the database, so that an attempt of theirs may have begun only.
 */
export const problemsOf = ({ people }, evidence, { isDead }) => [
  ...wrongPeople(people, evidence),
  ...wrongWrites(people, evidence),
  ...overlaps(evidence).map((name) => `${name}: two writes at the same time`),
  ...wrongLedger(evidence, isDead),
  ...evidence.items
    .filter(({ state }) => state !== 'done')
    .map(({ person, state, said }) => `${person}: the item is ${state}: ${said}`),
];

const by = (values, keyOf) => {
  const found = new Map();
  for (const value of values) {
    found.set(keyOf(value), [...(found.get(keyOf(value)) ?? []), value]);
  }
  return found;
};

const withoutMark = (name) => name.replace(/^again-\d+-/, '').toLowerCase();

const wrongPeople = (people, { users, groups }) => {
  const byName = by(users, ({ userName }) => withoutMark(userName));
  const groupsOf = by(
    groups.flatMap(({ displayName, members = [] }) => members.map((member) => ({ displayName, member }))),
    ({ member }) => member.value ?? member,
  );
  const strangers = users.filter(
    ({ userName }) => !people.some(({ name }) => name === withoutMark(userName)),
  ).length;
  return [
    ...people.flatMap(({ name, wanted }) => {
      const found = byName.get(name) ?? [];
      if (found.length !== 1) {
        return [`${name}: ${found.length === 0 ? 'lost' : `doubled, ${found.length} accounts`}`];
      }
      const [user] = found;
      const ofGroups = (groupsOf.get(user.id) ?? []).map(({ displayName }) => displayName);
      const is = JSON.stringify([user.active, user.title ?? null, ofGroups]);
      const should = JSON.stringify([
        wanted.active,
        wanted.title,
        wanted.group === undefined ? [] : [wanted.group],
      ]);
      return is === should ? [] : [`${name}: is ${is}, should be ${should}`];
    }),
    ...(strangers > 0 ? [`${strangers} accounts of nobody`] : []),
  ];
};

const isWrite = ({ method }) => !['GET', 'HEAD'].includes(method);

export const acceptedWrites = ({ requests }) =>
  requests.filter((one) => isWrite(one) && one.status >= 200 && one.status < 300);

const wrongWrites = (people, evidence) => {
  const byName = by(
    acceptedWrites(evidence).filter(({ name }) => name !== undefined),
    ({ name }) => withoutMark(name),
  );
  return people.flatMap(({ name, op }) => {
    const found = byName.get(name)?.length ?? 0;
    const planned = op === 'groups' ? 0 : 1;
    return found === planned ? [] : [`${name}: ${found} accepted writes, ${planned} planned (${op})`];
  });
};

/** Whose accepted writes were under way at the same time. */
export const overlaps = (evidence) =>
  [
    ...by(
      acceptedWrites(evidence).filter(({ name }) => name !== undefined),
      ({ name }) => withoutMark(name),
    ),
  ]
    .filter(([, writes]) => {
      const sorted = [...writes].sort((one, other) => one.from - other.from);
      return sorted.some((write, index) => index > 0 && write.from < sorted[index - 1].until);
    })
    .map(([name]) => name);

const wrongLedger = ({ attempts, items, broken, requests, groups }, isDead) => {
  const begun = by(
    attempts.filter(({ kind }) => kind === 'begun'),
    ({ call }) => call,
  );
  const ended = by(
    attempts.filter(({ kind }) => kind === 'ended'),
    ({ call }) => call,
  );
  const perPerson = by(
    attempts.filter(({ kind }) => kind === 'begun'),
    ({ person }) => person,
  );
  const writes = by(
    acceptedWrites({ requests }).filter(({ name }) => name !== undefined),
    ({ name }) => withoutMark(name).split('@')[0].toUpperCase(),
  );
  const groupWrites = acceptedWrites({ requests }).filter(({ path }) => path.includes('/Groups/')).length;
  const groupBegun = attempts.filter(
    ({ kind, person }) => kind === 'begun' && person.startsWith('group:'),
  ).length;
  return [
    ...(broken === undefined ? [] : [`the chain is broken: ${JSON.stringify(broken)}`]),
    ...[...begun]
      .filter(([call, [{ worker }]]) => !ended.has(call) && !isDead(worker))
      .map(([, [{ person, worker }]]) => `${person}: begun by ${worker}, which lives, and not ended`),
    ...[...ended]
      .filter(([call, [{ outcome }]]) => CHANGED.includes(outcome) && !begun.has(call))
      .map(([, [{ person, outcome }]]) => `${person}: ${outcome} without its begun`),
    ...[...ended].filter(([, rows]) => rows.length > 1).map(([, [{ person }]]) => `${person}: ended twice`),
    ...[...writes]
      .filter(([person, found]) => found.length > (perPerson.get(person)?.length ?? 0))
      .map(([person]) => `${person}: written without a begun`),
    ...(groupWrites > groupBegun ? [`${groupWrites} writes of groups and ${groupBegun} begun`] : []),
    ...items
      .filter(({ person, state, phase }) => state === 'done' && phase === 0 && !attempts.some(isEnd(person)))
      .map(({ person }) => `${person}: done, and no attempt has ended`),
    ...(groups.length === 0 ? ['the groups are gone'] : []),
  ];
};

const CHANGED = ['created', 'updated', 'enabled', 'disabled'];

const isEnd =
  (wanted) =>
  ({ person, kind }) =>
    kind === 'ended' && person === wanted;
