import { isOpen, type Opened } from '../../config/open-instances';
import type { Io } from '../../terminal/io';
import { UsageError } from '../../terminal/usage-error';
import { confirmDisabling } from '../confirm-people';
import { identityOf } from '../who/correlate';
import type { Entry } from '../entry';
import { describeUnknownKey, refusedKey, unknownKeys } from '../person/known-keys';
import { ownAccount, type PersonOutcome, type Step } from '../outcome';
import { areAllKnown, isSomewhere, openOnes, type Word, type Work } from '../run-people';
import type { PeopleSettings } from '../settings';
import { withNames } from './derived-names';
import { writeStep, type Write } from './write-step';

/** What is written for an account that was found; undefined when nothing. */
type Decide = (step: Step, one: Extract<Opened, { instance: unknown }>) => Write | undefined;

/** Writes at every application where the person has an account that needs it; no account is created. */
const changing =
  (decide: Decide): Word['carryOut'] =>
  async (entry, { steps, contradiction }, work) => {
    if (contradiction !== undefined) {
      return refused(entry, steps, contradiction);
    }
    const written = await eachOpen(steps, work, (step, one) => {
      const write = ownAccount(step) === undefined ? undefined : decide(step, one);
      return write === undefined ? undefined : writeStep(one, step, write, work);
    });
    return conclude(entry, written);
  };

/** Nothing was done for this person. */
export const refused = (entry: Entry, steps: readonly Step[], why: string): PersonOutcome => ({
  entry,
  ok: false,
  why,
  steps: steps.map((step) => ({ ...step, ok: false })),
});

export const conclude = (entry: Entry, steps: readonly Step[]): PersonOutcome => {
  const isNowhere = areAllKnown(steps) && !isSomewhere(steps) && steps.every(({ did }) => did === undefined);
  return {
    entry,
    ok: !isNowhere && steps.every(({ ok }) => ok),
    ...(isNowhere ? { why: 'nowhere: no application has such an account.' } : {}),
    steps,
  };
};

export const eachOpen = (
  steps: readonly Step[],
  { opened }: Pick<Work, 'opened'>,
  act: (step: Step, one: Extract<Opened, { instance: unknown }>) => Promise<Step> | undefined,
): Promise<readonly Step[]> =>
  Promise.all(
    steps.map(async (step, index) => {
      const one = opened[index];
      return one === undefined || !isOpen(one) ? step : ((await act(step, one)) ?? step);
    }),
  );

export const disableStep = (step: Step): Write | undefined =>
  step.account === undefined || step.state === 'disabled'
    ? undefined
    : { command: 'iam-disable-user', profile: { id: step.account.id }, did: 'disabled' };

export const disableWord = (settings: PeopleSettings, io: Io): Word => ({
  name: 'disable',
  before: (entries) => confirmDisabling(entries, settings, io),
  carryOut: async (entry, sighting, work) => {
    const outcome = await changing(disableStep)(entry, sighting, work);
    return { ...outcome, steps: outcome.steps.map(asAlready('disabled')) };
  },
});

export const enableWord: Word = {
  name: 'enable',
  carryOut: async (entry, sighting, work) => {
    const outcome = await changing(({ account, state }) =>
      account === undefined || (state === 'active' && account.word === undefined)
        ? undefined
        : { command: 'iam-enable-user', profile: { id: account.id }, did: 'enabled' },
    )(entry, sighting, work);
    return { ...outcome, steps: outcome.steps.map(asAlready('active')) };
  },
};

/** An account that was as it should be needed nothing. */
const asAlready =
  (state: Step['state']) =>
  (step: Step): Step =>
    step.ok && step.did === undefined && step.state === state ? { ...step, did: 'unchanged' } : step;

export const setWord = (io: Io): Word => {
  const keys = keyCheck('set', io);
  return {
    name: 'set',
    before: keys.check,
    carryOut: async (given, sighting, work) => {
      const entry = keys.without(given);
      if (Object.keys(entry.values).length === 0) {
        return refused(entry, sighting.steps, 'Nothing is given to set: key=value.');
      }
      const problem = Object.keys(entry.values).flatMap((key) => refusedKey(key, 'set') ?? [])[0];
      if (problem !== undefined) {
        return refused(entry, [], `${entry.place === undefined ? '' : `${entry.place}: `}${problem}`);
      }
      return changing(({ account }, one) =>
        account === undefined
          ? undefined
          : {
              command: 'iam-update-user',
              profile: { id: account.id, ...withNames(one, entry.values, account) },
              allowEnable: false,
              did: 'updated',
              options: { ifMissing: 'fail' },
            },
      )(entry, sighting, work);
    },
  };
};

/**
 * Refuses keys that no application knows where they are given as arguments; columns of a file are left out with a warning, because files
 * from elsewhere have more than accounts need.
 */
const keyCheck = (word: string, io: Pick<Io, 'stderr'>) => {
  const ignored = new Set<string>();
  return {
    check: async (entries: readonly Entry[], opened: readonly Opened[]): Promise<boolean> => {
      const all = [...new Set(entries.flatMap(({ values }) => Object.keys(values)))];
      const unknown = unknownKeys(
        all.filter((key) => refusedKey(key, word) === undefined),
        openOnes(opened),
      );
      const columns = unknown.filter((key) => entries.some(({ row }) => row !== undefined && key in row));
      const misspelt = unknown.filter((key) => !columns.includes(key));
      if (misspelt.length > 0) {
        throw new UsageError([...misspelt.map(describeUnknownKey), 'Nothing was sent.']);
      }
      columns.forEach((key) => ignored.add(key));
      if (columns.length > 0) {
        io.stderr.write(`warning: no application has ${columns.join(', ')}; these columns are left out\n`);
      }
      return true;
    },
    without: (entry: Entry): Entry => ({
      ...entry,
      values: Object.fromEntries(Object.entries(entry.values).filter(([key]) => !ignored.has(key))),
    }),
  };
};

export const addWord = (io: Io): Word => {
  const keys = keyCheck('add', io);
  return {
    name: 'add',
    before: keys.check,
    carryOut: async (given, { steps, contradiction }, work) => {
      const entry = keys.without(given);
      const problem =
        Object.keys(entry.values).flatMap((key) => refusedKey(key, 'add') ?? [])[0] ??
        (entry.person.profile.id === undefined
          ? undefined
          : 'A new account gets its id from the application: name the person by address or user name.');
      if (problem !== undefined) {
        return refused(entry, [], problem);
      }
      const conflict = steps.find(
        ({ failure }) => failure?.kind === 'conflict' || failure?.kind === 'ambiguous',
      );
      if (contradiction !== undefined || conflict !== undefined) {
        return refused(
          entry,
          steps,
          contradiction ??
            `an account at ${conflict?.application} may be another person’s, so nobody was created anywhere: ${conflict?.failure?.message ?? ''}`,
        );
      }
      const profile = { ...identityOf(entry), ...entry.values };
      const written = await eachOpen(steps, work, (step, one) => {
        if (step.state === 'absent') {
          return writeStep(
            one,
            step,
            { command: 'iam-create-user', profile, did: 'created', options: { ifExists: 'fail' } },
            work,
          );
        }
        return ownAccount(step) === undefined ? undefined : Promise.resolve(thereAlready(entry, step, one));
      });
      return { entry, ok: written.every(({ ok }) => ok), steps: written };
    },
  };
};

/** A person who is there as they should be is done; an account that differs is never changed by `add`. */
const thereAlready = (entry: Entry, step: Step, one: Extract<Opened, { instance: unknown }>): Step => {
  const { account } = step;
  if (account === undefined) {
    return step;
  }
  if (step.state !== 'active') {
    return {
      ...step,
      ok: false,
      notes: [...step.notes, 'there already, and disabled. Next: iam enable lets the person in again'],
    };
  }
  // What the account was found by is no difference: a vendor may give a user name a form of its own.
  const values = Object.fromEntries(
    Object.entries(entry.values).filter(([key]) => key !== 'email' && key !== 'username'),
  );
  let differing: readonly string[];
  try {
    differing = Object.keys(one.instance.difference(account, { id: account.id, ...values }));
  } catch (thrown) {
    return { ...step, ok: false, notes: [...step.notes, (thrown as Error).message] };
  }
  return differing.length === 0
    ? { ...step, did: 'unchanged' }
    : {
        ...step,
        ok: false,
        notes: [
          ...step.notes,
          `there already, and differs in ${differing.join(', ')}: it may be another person. Next: look with iam who --verbose, change it with iam set`,
        ],
      };
};
