import { setMaxListeners } from 'node:events';
import type { Opened } from '../../config/open-instances';
import type { Io } from '../../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../../terminal/usage-error';
import { changeMembers } from './change-members';
import { createGroups } from './create-group';
import { deleteGroups } from './delete-group';
import type { Entry } from '../entry';
import type { GroupAction } from './group-actions';
import { findPlaces, type Context, type GroupSettings } from './group-place';
import { listGroups } from './list-groups';
import { openPeople } from '../open-people';
import { readEntries, refuseLocalIds } from '../bulk/read-entries';
import { refuseUnkept } from '../bulk/results-text';
import { shown } from './show-group';
import { writeOutcomes } from './write-outcomes';

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
  await refuseUnkept(settings.results, entries);
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
