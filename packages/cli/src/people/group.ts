import { setMaxListeners } from 'node:events';
import { failure, isIAMError, type Failure } from '@iam/core';
import { isOpen, type Opened, type OpenInstance } from '../config/open-instances';
import { writeGroups } from '../output/group-output';
import type { Io } from '../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../terminal/usage-error';
import { confirm } from './confirm-people';
import { correlate } from './correlate';
import type { Entry } from './entry';
import type { GroupAction } from './group-actions';
import type { GroupOutcome } from './group-outcome';
import { look, type Paused } from './look';
import { managedBy } from './managed-group';
import { openPeople } from './open-people';
import type { PersonOutcome } from './outcome';
import { readEntries, refuseLocalIds } from './read-entries';
import { resolveGroup, type GroupThere } from './resolve-group';
import { openResultsFile } from './results-file';
import { areAllKnown, isSomewhere } from './run-people';
import type { PeopleSettings } from './settings';
import { sideBySide } from './side-by-side';
import { tooManyRemovals } from './removal-limit';

export interface GroupSettings extends PeopleSettings {
  /** People with commas between them. */
  readonly members: string | undefined;
  /** How many members `sync` may take out, where it would be more than half of them. */
  readonly allowRemovals: number | undefined;
}

interface Context {
  readonly name: string;
  readonly settings: GroupSettings;
  readonly io: Io;
  readonly signal: AbortSignal;
  readonly paused: Paused;
}

/** A group at an application that could be asked, or why it could not. */
interface Place {
  readonly one: Opened;
  readonly group?: GroupThere;
  readonly failure?: Failure;
}

/** `iam group …`: groups by name, members by person; an application without such a group is told and left alone. */
export const runGroup = async (
  action: GroupAction,
  name: string | undefined,
  settings: GroupSettings,
  io: Io,
): Promise<ExitCode> => {
  if ((name === undefined) !== (action === 'list')) {
    throw new UsageError(
      action === 'list'
        ? 'iam group list takes no name; iam group show NAME shows one.'
        : `iam group ${action} needs the name of the group.`,
    );
  }
  const takesPeople = ['add', 'remove', 'sync'].includes(action);
  const given = settings.members !== undefined || settings.from !== undefined;
  if (takesPeople && !given) {
    throw new UsageError(
      `iam group ${action} needs people: --members a@example.com,b@example.com or --from FILE.`,
    );
  }
  if (given && !takesPeople && action !== 'create') {
    throw new UsageError(`iam group ${action} takes no people.`);
  }
  const entries = given ? await readEntries(splitMembers(settings.members), {}, settings, io) : [];
  const { opened, audit } = await openPeople(settings, io);
  refuseLocalIds(entries, opened);
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const release = io.onInterrupt(() => {
    release();
    io.stderr.write('\nInterrupted. What was done is reported below.\n');
    controller.abort();
  });
  const context: Context = { name: name ?? '', settings, io, signal: controller.signal, paused: new Map() };
  try {
    const code = await carryOut(action, opened, entries, context);
    return audit?.failed() === true ? EXIT.failed : code;
  } finally {
    release();
  }
};

const splitMembers = (members: string | undefined): readonly string[] =>
  members === undefined
    ? []
    : members
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');

const carryOut = async (
  action: GroupAction,
  opened: readonly Opened[],
  entries: readonly Entry[],
  context: Context,
): Promise<ExitCode> => {
  if (action === 'list') {
    return writeOutcomes((await Promise.all(opened.map((one) => listGroups(one, context)))).flat(), context);
  }
  const places = await findPlaces(opened, context);
  switch (action) {
    case 'show':
      return writeOutcomes(await Promise.all(places.map((place) => shown(place, context))), context);
    case 'create':
      return createGroups(places, entries, context);
    case 'delete':
      return deleteGroups(places, context);
    default:
      return changeMembers(action, places, entries, context);
  }
};

const writeOutcomes = (outcomes: readonly GroupOutcome[], { settings, name, io }: Context): ExitCode => {
  writeGroups(outcomes, settings, name, io);
  if (settings.dryRun) {
    io.stderr.write('Dry run, nothing was written.\n');
  }
  const isNowhere =
    name !== '' && outcomes.every(({ state, did }) => state === 'absent' && did === undefined);
  if (isNowhere) {
    io.stderr.write(
      `No application has a group ${JSON.stringify(name)}; iam group list shows their names.\n`,
    );
  }
  return isNowhere || outcomes.some(({ ok }) => !ok) ? EXIT.failed : EXIT.ok;
};

const findPlaces = (opened: readonly Opened[], { name, signal }: Context): Promise<readonly Place[]> =>
  Promise.all(
    opened.map(async (one): Promise<Place> => {
      if (!isOpen(one)) {
        return { one, failure: one.failure };
      }
      const { group, failure: failed } = await resolveGroup(one, name, signal);
      return {
        one,
        ...(group === undefined ? {} : { group }),
        ...(failed === undefined ? {} : { failure: failed }),
      };
    }),
  );

const frameOf = ({ one, group, failure: failed }: Place, name: string): GroupOutcome => ({
  application: one.config.name,
  group: group?.name ?? name,
  state: failed !== undefined ? 'unknown' : group === undefined ? 'absent' : 'there',
  ok: failed === undefined,
  notes:
    isOpen(one) && !one.instance.commands.includes('iam-get-group') ? ['the application has no groups'] : [],
  ...(group === undefined ? {} : { id: group.id }),
  ...(failed === undefined ? {} : { failure: failed }),
});

const failedOutcome = (outcome: GroupOutcome, thrown: unknown): GroupOutcome => ({
  ...outcome,
  ok: false,
  failure: isIAMError(thrown) ? thrown.failure : failure('defect', (thrown as Error).message),
});

const listGroups = async (one: Opened, { signal }: Context): Promise<readonly GroupOutcome[]> => {
  const frame = frameOf({ one, ...(isOpen(one) ? {} : { failure: one.failure }) }, '');
  if (!isOpen(one) || !one.instance.commands.includes('iam-get-group')) {
    return [frame];
  }
  const found: GroupOutcome[] = [];
  try {
    for await (const { id, displayName, details } of one.instance.groups({ signal })) {
      const manager = managedBy(details);
      found.push({
        ...frame,
        state: 'there',
        group: displayName ?? id,
        id,
        notes: manager === undefined ? [] : [manager],
      });
    }
    return found.length === 0 ? [frame] : found;
  } catch (thrown) {
    return [{ ...failedOutcome(frame, thrown), state: 'unknown' }];
  }
};

const shown = async (place: Place, context: Context): Promise<GroupOutcome> => {
  const frame = frameOf(place, context.name);
  const { one, group } = place;
  if (!isOpen(one) || group === undefined) {
    return frame;
  }
  try {
    const members = await membersOf(one, group, context);
    const labels = await Promise.all(members.map(({ id, display }) => labelOf(one, id, display, context)));
    const manager = managedBy(group.details);
    return { ...frame, members: labels, notes: manager === undefined ? [] : [manager] };
  } catch (thrown) {
    return failedOutcome(frame, thrown);
  }
};

interface Member {
  readonly id: string;
  readonly display: string | undefined;
}

const membersOf = async (
  { instance }: OpenInstance,
  { id: groupId }: GroupThere,
  { signal }: Context,
): Promise<readonly Member[]> => {
  const members: Member[] = [];
  for await (const { value, display } of instance.members(groupId, { signal })) {
    members.push({ id: value, display });
  }
  return members;
};

/** A member as a person knows them: the address or user name, where it can be read; else what the group says. */
const labelOf = async (
  one: OpenInstance,
  id: string,
  display: string | undefined,
  { paused, signal }: Context,
): Promise<string> => {
  const { account } = await look(one, { id }, paused, signal);
  return account?.email ?? account?.username ?? display ?? `id:${id}`;
};

const createGroups = async (
  places: readonly Place[],
  entries: readonly Entry[],
  context: Context,
): Promise<ExitCode> => {
  const { name, settings, signal } = context;
  const outcomes: GroupOutcome[] = [];
  const created: Place[] = await Promise.all(
    places.map(async (place, index): Promise<Place> => {
      const frame = frameOf(place, name);
      const { one, group } = place;
      if (!isOpen(one) || place.failure !== undefined || frame.notes.length > 0) {
        outcomes[index] = frame;
        return place;
      }
      if (group !== undefined) {
        outcomes[index] = { ...frame, did: 'unchanged', notes: ['there already'] };
        return place;
      }
      const result = await one.instance.run(
        'iam-create-group',
        { scim: { displayName: name } },
        { signal, dryRun: settings.dryRun },
      );
      if (result.status === 'failed') {
        outcomes[index] = { ...frame, ok: false, failure: result.failure };
        return place;
      }
      const { id } = result.group;
      outcomes[index] = {
        ...frame,
        state: 'there',
        did: 'created',
        notes: result.warnings,
        ...(id === null ? {} : { id }),
      };
      return id === null || settings.dryRun ? place : { one, group: { id, name, details: {} } };
    }),
  );
  if (entries.length === 0 || settings.dryRun) {
    return writeOutcomes(outcomes, context);
  }
  const first = writeOutcomes(outcomes, context);
  const second = await changeMembers('add', created, entries, context);
  return first === EXIT.ok ? second : first;
};

const deleteGroups = async (places: readonly Place[], context: Context): Promise<ExitCode> => {
  const { name, settings, io, signal } = context;
  const there = places.filter(({ group }) => group !== undefined);
  if (there.length > 0 && !settings.yes && !settings.dryRun) {
    const where = there.map(({ one }) => one.config.name).join(', ');
    const isMeant = await confirm(
      '',
      `Delete the group ${JSON.stringify(name)} at ${where}? This cannot be undone. [y/N] `,
      undefined,
      io,
    );
    if (!isMeant) {
      io.stderr.write('Nothing was deleted.\n');
      return EXIT.failed;
    }
  }
  return writeOutcomes(
    await Promise.all(
      places.map(async (place) => {
        const frame = frameOf(place, name);
        const { one, group } = place;
        if (!isOpen(one) || group === undefined) {
          return frame;
        }
        const result = await one.instance.run(
          'iam-delete-group',
          { scim: { id: group.id } },
          { signal, dryRun: settings.dryRun },
        );
        return result.status === 'failed'
          ? { ...frame, ok: false, failure: result.failure }
          : { ...frame, state: 'absent' as const, did: 'deleted' as const };
      }),
    ),
    context,
  );
};

/** A person of the call with their accounts, by application. */
interface Resolved {
  readonly entry: Entry;
  readonly ids: ReadonlyMap<string, string>;
  /** Applications where it is not known whether the person has an account. */
  readonly unknownAt: ReadonlySet<string>;
  readonly why?: string;
}

const AT_ONCE = 8;

const resolvePeople = async (
  entries: readonly Entry[],
  places: readonly Place[],
  { paused, signal }: Context,
): Promise<readonly Resolved[]> => {
  const opened = places.map(({ one }) => one);
  const all: Resolved[] = [];
  for await (const one of sideBySide(entries, AT_ONCE, async (entry): Promise<Resolved> => {
    const unresolved = {
      entry,
      ids: new Map<string, string>(),
      unknownAt: new Set(opened.map(({ config }) => config.name)),
    };
    if (entry.problem !== undefined) {
      return { ...unresolved, why: `${entry.place ?? 'the row'} ${entry.problem}` };
    }
    const { steps, contradiction } = await correlate(entry, opened, paused, signal);
    if (contradiction !== undefined) {
      return { ...unresolved, why: contradiction };
    }
    const isNowhere = areAllKnown(steps) && !isSomewhere(steps);
    return {
      entry,
      ids: new Map(
        steps.flatMap(({ application, account, state }) =>
          account === undefined || state === 'absent' || state === 'unknown'
            ? []
            : [[application, account.id] as const],
        ),
      ),
      unknownAt: new Set(
        steps.flatMap(({ application, state }) => (state === 'unknown' ? [application] : [])),
      ),
      ...(isNowhere ? { why: 'nowhere: no application with this group has such an account' } : {}),
    };
  })) {
    all.push(one);
  }
  return all;
};

/** What is to change in a group at one application. */
interface Plan {
  readonly place: Place;
  readonly frame: GroupOutcome;
  readonly add: readonly { readonly id: string; readonly label: string }[];
  readonly remove: readonly { readonly id: string; readonly label: string }[];
}

const changeMembers = async (
  action: 'add' | 'remove' | 'sync',
  places: readonly Place[],
  entries: readonly Entry[],
  context: Context,
): Promise<ExitCode> => {
  const { settings, io } = context;
  const results = settings.results === undefined ? undefined : openResultsFile(settings.results, entries, io);
  const concerned = places.filter(
    ({ group, failure: failed }) => group !== undefined || failed !== undefined,
  );
  const people = await resolvePeople(entries, concerned, context);
  const plans = await Promise.all(places.map((place) => planFor(action, place, people, context)));
  const changes = plans.filter(({ add, remove }) => add.length + remove.length > 0);
  if (action === 'sync' && changes.length > 0 && !settings.yes && !settings.dryRun) {
    const what = changes.map(({ frame, add, remove }) => planText(frame, add, remove)).join('');
    if (
      !(await confirm(what, `Change the group ${JSON.stringify(context.name)} so? [y/N] `, settings.from, io))
    ) {
      io.stderr.write('Nothing was done.\n');
      return EXIT.failed;
    }
  }
  const outcomes = await Promise.all(plans.map((plan) => applyPlan(plan, context)));
  const code = writeOutcomes(outcomes, context);
  const undone = undonePeople(people, outcomes);
  undone.forEach(({ entry, why }) =>
    io.stderr.write(`${entry.person.label}: ${(why ?? '').replaceAll('\n', ' ')}\n`),
  );
  results?.write(undone);
  return undone.length > 0 ? EXIT.failed : code;
};

const planText = ({ application }: GroupOutcome, add: Plan['add'], remove: Plan['remove']): string =>
  [
    `${application}: ${add.length} to add, ${remove.length} to take out\n`,
    ...add.map(({ label }) => `  + ${label}\n`),
    ...remove.map(({ label }) => `  - ${label}\n`),
  ].join('');

const planFor = async (
  action: 'add' | 'remove' | 'sync',
  place: Place,
  people: readonly Resolved[],
  context: Context,
): Promise<Plan> => {
  const frame = frameOf(place, context.name);
  const { one, group } = place;
  const nothing = { place, frame, add: [], remove: [] };
  if (!isOpen(one) || group === undefined) {
    return nothing;
  }
  const manager = managedBy(group.details);
  if (manager !== undefined) {
    return { ...nothing, frame: { ...frame, ok: false, notes: [`left alone, because it is ${manager}`] } };
  }
  const application = one.config.name;
  const named = people.flatMap(({ entry, ids }) => {
    const id = ids.get(application);
    return id === undefined ? [] : [{ id, label: entry.person.label }];
  });
  let present: readonly Member[];
  try {
    present = await membersOf(one, group, context);
  } catch (thrown) {
    // Adding and removing are idempotent without it; a comparison is not possible.
    return action === 'sync' || !isIAMError(thrown) || thrown.failure.kind !== 'unsupported'
      ? { ...nothing, frame: failedOutcome(frame, thrown) }
      : { place, frame, add: action === 'add' ? named : [], remove: action === 'remove' ? named : [] };
  }
  const inIt = new Set(present.map(({ id }) => id));
  const add = action === 'remove' ? [] : named.filter(({ id }) => !inIt.has(id));
  if (action !== 'sync') {
    return { place, frame, add, remove: action === 'remove' ? named.filter(({ id }) => inIt.has(id)) : [] };
  }
  const wanted = new Set(named.map(({ id }) => id));
  const surplus = present.filter(({ id }) => !wanted.has(id));
  const doubtful = people.filter(({ why, unknownAt }) => why !== undefined || unknownAt.has(application));
  if (surplus.length > 0 && doubtful.length > 0) {
    const names = doubtful.map(({ entry }) => entry.person.label).join(', ');
    return {
      place,
      frame: {
        ...frame,
        ok: false,
        notes: [
          `nobody is taken out, because who is meant by ${names} is not known: they may be among the ${surplus.length} who would be`,
        ],
      },
      add,
      remove: [],
    };
  }
  const limit = tooManyRemovals(surplus.length, present.length, context.settings.allowRemovals);
  if (limit !== undefined) {
    return { place, frame: { ...frame, ok: false, notes: [limit] }, add: [], remove: [] };
  }
  const remove = await Promise.all(
    surplus.map(async ({ id, display }) => ({ id, label: await labelOf(one, id, display, context) })),
  );
  return { place, frame, add, remove };
};

const applyPlan = async (
  { place, frame, add, remove }: Plan,
  { settings, signal }: Context,
): Promise<GroupOutcome> => {
  const { one, group } = place;
  if (!isOpen(one) || group === undefined || frame.failure !== undefined) {
    return frame;
  }
  if (add.length + remove.length === 0) {
    return frame.ok ? { ...frame, did: 'unchanged' } : frame;
  }
  const result = await one.instance.run(
    'iam-update-group',
    {
      scim: { id: group.id },
      memberIdsToAdd: add.map(({ id }) => id),
      memberIdsToDelete: remove.map(({ id }) => id),
    },
    { signal, dryRun: settings.dryRun },
  );
  return result.status === 'failed'
    ? { ...frame, ok: false, failure: result.failure }
    : {
        ...frame,
        did: 'changed',
        added: add.map(({ label }) => label),
        removed: remove.map(({ label }) => label),
        notes: [...frame.notes, ...result.warnings],
      };
};

/** Who has to be done again: who could not be found for sure, and all at an application that failed. */
const undonePeople = (
  people: readonly Resolved[],
  outcomes: readonly GroupOutcome[],
): readonly PersonOutcome[] => {
  const failed = outcomes.filter(({ ok }) => !ok).map(({ application }) => application);
  return people.flatMap(({ entry, why, unknownAt, ids }): PersonOutcome[] => {
    const unknown = [...unknownAt];
    const concerned = failed.filter((application) => ids.has(application));
    const reason =
      why ??
      (unknown.length > 0
        ? `not known at ${unknown.join(', ')}`
        : concerned.length > 0
          ? `not done at ${concerned.join(', ')}`
          : undefined);
    return reason === undefined ? [] : [{ entry, ok: false, why: reason, steps: [] }];
  });
};
