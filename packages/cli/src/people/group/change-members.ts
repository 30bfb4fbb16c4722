import { isIAMError } from '@iam/core';
import { isOpen } from '../../config/open-instances';
import { EXIT, type ExitCode } from '../../terminal/usage-error';
import { confirm } from '../confirm-people';
import type { Entry } from '../entry';
import { labelOf, membersOf, type Member } from './group-members';
import type { GroupOutcome } from './group-outcome';
import { resolvePeople, type Resolved } from './group-people';
import { failedOutcome, frameOf, type Context, type Place } from './group-place';
import { managedBy } from './managed-group';
import type { PersonOutcome } from '../outcome';
import { tooManyRemovals } from './removal-limit';
import { openResultsFile } from '../bulk/results-file';
import { writeOutcomes } from './write-outcomes';

/** What is to change in a group at one application. */
interface Plan {
  readonly place: Place;
  readonly frame: GroupOutcome;
  readonly add: readonly { readonly id: string; readonly label: string }[];
  readonly remove: readonly { readonly id: string; readonly label: string }[];
}

export const changeMembers = async (
  action: 'add' | 'remove' | 'sync',
  places: readonly Place[],
  entries: readonly Entry[],
  context: Context,
): Promise<ExitCode> => {
  const { settings, io } = context;
  const results = openResultsFile(settings, entries, io);
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
