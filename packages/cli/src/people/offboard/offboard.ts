import { isIAMError, type IAMGroupAppData } from '@iam/core';
import { isOpen, type OpenInstance } from '../../config/open-instances';
import { actorOf } from '../../run/audit-file';
import type { Io } from '../../terminal/io';
import type { ExitCode } from '../../terminal/usage-error';
import { accountGroups } from './account-groups';
import { disableStep, eachOpen, refused } from '../change/change';
import { confirmDisabling } from '../confirm-people';
import { correlate } from '../who/correlate';
import type { Entry } from '../entry';
import { look } from '../who/look';
import { managedBy } from '../group/managed-group';
import { openReport } from './offboard-report';
import { ownAccount, type Closing, type PersonOutcome, type Step } from '../outcome';
import { areAllKnown, isSomewhere, runPeople, type Word, type Work } from '../run-people';
import type { PeopleSettings } from '../settings';
import { writeStep } from '../change/write-step';

export interface OffboardSettings extends PeopleSettings {
  readonly keepGroups: boolean;
  /** The name of the report, without ending; one with date and time when absent. */
  readonly report: string | undefined;
}

/** `iam offboard`: ends the access of people everywhere, and proves it by reading every application again. */
export const runOffboard = async (
  entries: readonly Entry[],
  settings: OffboardSettings,
  io: Io,
): Promise<ExitCode> => {
  const actor = actorOf(io.env);
  const begun = new Date();
  let report: ReturnType<typeof openReport> | undefined;
  const word: Word = {
    name: 'offboard',
    before: async (people) => {
      if (!(await confirmDisabling(people, settings, io))) {
        return false;
      }
      report = settings.dryRun || people.length === 0 ? undefined : openReport(settings.report, begun, io);
      return true;
    },
    carryOut: (entry, { steps, contradiction }, work) =>
      contradiction === undefined
        ? offboard(entry, steps, work, settings, actor)
        : Promise.resolve(refused(entry, steps, contradiction)),
    after: (outcomes) => report?.write({ begun, actor, outcomes }),
  };
  return runPeople(word, entries, settings, io);
};

const offboard = async (
  entry: Entry,
  steps: readonly Step[],
  work: Work,
  settings: OffboardSettings,
  actor: string,
): Promise<PersonOutcome> => {
  const done = await eachOpen(steps, work, (step, one) => close(one, step, work, settings, actor));
  if (settings.dryRun) {
    return concluded(entry, done);
  }
  return concluded(entry, await verified(entry, done, work));
};

/** Disables first, because that is what is urgent; the groups are read before, because some applications forget them then. */
const close = async (
  one: OpenInstance,
  step: Step,
  work: Work,
  { keepGroups }: OffboardSettings,
  actor: string,
): Promise<Step> => {
  const closing: Closing = { found: step.state, groupsLeft: [], groupsKept: [], groupProblems: [] };
  const account = ownAccount(step);
  if (account === undefined) {
    return { ...step, closing };
  }
  let groups: readonly IAMGroupAppData[] | undefined = [];
  const problems: string[] = [];
  const remarks: string[] = [];
  if (!keepGroups) {
    try {
      groups = await accountGroups(one, account, work.signal);
      if (groups === undefined) {
        remarks.push(
          'its groups stay as they are, because the application does not tell the groups of a person',
        );
      }
    } catch (thrown) {
      problems.push(`its groups are not known: ${isIAMError(thrown) ? thrown.failure.message : 'defect'}`);
    }
  }
  const write = disableStep(step);
  const disabled: Step =
    write === undefined
      ? { ...step, did: 'unchanged' }
      : await writeStep(one, step, write, { ...work, actor });
  const left: string[] = [];
  const kept: string[] = [];
  for (const { id, displayName, details } of groups ?? []) {
    const name = displayName ?? id;
    const manager = managedBy(details);
    if (manager !== undefined) {
      kept.push(`${name}, ${manager}`);
      continue;
    }
    const result = await one.instance.run(
      'iam-update-group',
      { scim: { id }, memberIdsToDelete: [account.id] },
      { signal: work.signal, dryRun: work.settings.dryRun, actor },
    );
    if (result.status === 'failed') {
      problems.push(`still in the group ${name}: ${result.failure.message}`);
    } else {
      left.push(name);
    }
  }
  const all = { ...closing, groupsLeft: left, groupsKept: kept, groupProblems: problems };
  return {
    ...disabled,
    ok: disabled.ok && problems.length === 0,
    closing: all,
    notes: [...disabled.notes, ...remarks, ...groupNotes(all, work)],
  };
};

const groupNotes = (
  { groupsLeft, groupsKept, groupProblems }: Closing,
  { settings }: Work,
): readonly string[] => [
  ...(groupsLeft.length === 0
    ? []
    : [
        `${settings.dryRun ? 'would be taken' : 'taken'} out of ${groupsLeft.length === 1 ? 'the group' : 'the groups'} ${groupsLeft.join(', ')}`,
      ]),
  ...groupsKept.map((text) => `stays in the group ${text}`),
  ...groupProblems,
];

/** Asks every application anew: by the name, and by the id of the account that was found. */
const verified = async (entry: Entry, done: readonly Step[], work: Work): Promise<readonly Step[]> => {
  const again = await correlate(entry, work.opened, work.paused, work.signal);
  return Promise.all(
    done.map(async (step, index) => {
      const one = work.opened[index];
      const fresh = again.steps[index];
      if (one === undefined || !isOpen(one) || fresh === undefined) {
        return step;
      }
      // An account that was not touched, because it may be another person’s, proves nothing about this one.
      const account = step.closing?.found === 'unknown' && step.run === undefined ? undefined : step.account;
      const byId =
        account === undefined || step.state === 'absent'
          ? undefined
          : await look(one, { id: account.id }, work.paused, work.signal);
      return withProof(step, byId, fresh);
    }),
  );
};

const withProof = (step: Step, byId: Step | undefined, byName: Step): Step => {
  const reads = [...(byId === undefined ? [] : [byId]), byName];
  // The account is what its id says; what goes by the name besides must not be active either.
  const open = reads.find(({ state }) => state === 'active');
  const unknown =
    byId === undefined
      ? byName.state === 'unknown'
        ? byName
        : undefined
      : byId.state === 'unknown'
        ? byId
        : undefined;
  const other = byName.state === 'unknown' && byName.failure?.kind !== 'not-found' ? byName : undefined;
  const doubtful = unknown ?? other;
  const state =
    open !== undefined ? 'active' : doubtful !== undefined ? 'unknown' : (byId?.state ?? byName.state);
  const failure = step.failure ?? (state === 'unknown' ? doubtful?.failure : undefined);
  const isClosed = state === 'disabled' || state === 'absent';
  const proved: Step = {
    ...step,
    state,
    ok: isClosed && (step.closing?.groupProblems.length ?? 0) === 0,
    ...(step.closing === undefined
      ? {}
      : { closing: { ...step.closing, verified: state, verifiedAt: new Date().toISOString() } }),
    notes: [
      ...step.notes,
      ...(open === undefined
        ? []
        : [
            `the account ${open.account?.username ?? open.account?.id ?? ''} is still active when read again`,
          ]),
    ],
    ...(failure === undefined || isClosed ? {} : { failure }),
  };
  // A write that failed and is proved to have worked after all is done.
  return isClosed && proved.failure !== undefined ? withoutFailure(proved) : proved;
};

const withoutFailure = ({ failure: _settled, ...step }: Step): Step => step;

const concluded = (entry: Entry, steps: readonly Step[]): PersonOutcome => {
  const isNowhere = areAllKnown(steps) && !isSomewhere(steps) && steps.every(({ did }) => did === undefined);
  const ok = !isNowhere && steps.every((step) => step.ok);
  return {
    entry,
    ok,
    ...(isNowhere ? { why: 'nowhere: no application has such an account. Next: check the name.' } : {}),
    steps,
  };
};
