import { correlate } from './correlate';
import type { Entry } from './entry';
import { withNames } from './derived-names';
import type { Account, Step } from './outcome';
import type { Person } from './person';
import { conclude, eachOpen, refused } from './change';
import type { OpenInstance } from '../config/open-instances';
import type { Word } from './run-people';
import { writeStep } from './write-step';

/**
 * `iam rename OLD NEW`: what a person is named by changes at every application. The old names go along, so that nobody is doubled; a new
 * name that somebody else has ends it before anything is written.
 */
export const renameWord = (to: Person): Word => ({
  name: 'rename',
  carryOut: async (entry, { steps, contradiction }, work) => {
    if (contradiction !== undefined) {
      return refused(entry, steps, contradiction);
    }
    const target: Entry = { person: to, values: {} };
    const taken = await correlate(target, work.opened, work.paused, work.signal);
    const other = taken.steps.find((step, index) => isAnother(step, steps[index]));
    if (other !== undefined) {
      return refused(
        entry,
        steps,
        `${to.label} is the name of another account at ${other.application} (${other.account?.id ?? ''}). Nothing was changed. Next: find out whose it is with iam who.`,
      );
    }
    const written = await eachOpen(steps, work, (step, one) => {
      const there = taken.steps.find(({ application }) => application === step.application);
      if (step.failure !== undefined || there?.state === 'unknown') {
        return step.failure === undefined && there !== undefined
          ? Promise.resolve({ ...there, ok: false })
          : undefined;
      }
      if (step.state === 'absent' || step.account === undefined) {
        return there?.account === undefined || there.state === 'absent'
          ? undefined
          : Promise.resolve({
              ...there,
              did: 'unchanged',
              notes: [...there.notes, 'has the new name already'],
            });
      }
      const { account } = step;
      return writeStep(
        one,
        step,
        {
          command: 'iam-update-user',
          profile: {
            id: account.id,
            ...newNames(one, account, to),
            ...withNames(one, entry.values, account),
            olduserdata: oldNames(account),
          },
          allowEnable: false,
          did: 'renamed',
          options: { ifMissing: 'fail' },
        },
        work,
      );
    });
    return conclude(entry, written);
  },
});

/** An account under the new name that is not the one that gets it. Where nobody has the old name, it has been renamed before. */
const isAnother = (step: Step, old: Step | undefined): boolean =>
  step.account !== undefined &&
  step.state !== 'absent' &&
  old?.account !== undefined &&
  old.state !== 'absent' &&
  step.account.id !== old.account.id;

const oldNames = ({ username, email }: Account): Readonly<Record<string, string>> => ({
  ...(username === null ? {} : { username }),
  ...(email === null ? {} : { email }),
});

/** A user name that was made of the address follows it; any other stays. */
const newNames = (one: OpenInstance, account: Account, to: Person): Readonly<Record<string, string>> => {
  const { username, email } = to.profile;
  if (email === undefined) {
    return { username: username ?? '', ...(account.email === null ? {} : { email: account.email }) };
  }
  return {
    email,
    username: account.username === null || isMadeOfAddress(one, account) ? email : account.username,
  };
};

const isMadeOfAddress = ({ instance }: OpenInstance, account: Account): boolean => {
  const { email, username } = account;
  if (email === null || username?.toLowerCase() === email.toLowerCase()) {
    return email !== null;
  }
  try {
    return Object.keys(instance.difference(account, { username: email, email })).length === 0;
  } catch {
    return false;
  }
};
