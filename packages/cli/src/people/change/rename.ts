import { correlate } from '../who/correlate';
import type { Entry } from '../entry';
import { withNames } from './derived-names';
import { employeeIdOf } from '../who/look';
import type { Account, Step } from '../outcome';
import type { Person } from '../person/person';
import { conclude, eachOpen, refused } from './change';
import type { OpenInstance } from '../../config/open-instances';
import type { Word } from '../run-people';
import { writeStep } from './write-step';

/**
 * `iam rename OLD NEW`: what a person is named by changes at every application. The old names go along, so that no account is
 * made a second time; a new name that another person has ends it before anything is written.
 */
export const renameWord = (to: Person): Word => ({
  name: 'rename',
  carryOut: async (entry, { steps, contradiction }, work) => {
    if (contradiction !== undefined) {
      return refused(entry, steps, contradiction);
    }
    const target: Entry = { person: to, values: {} };
    const taken = await correlate(target, work.opened, work.paused, work.signal);
    const other = taken.steps.find((step, index) => isAnother(step, steps[index], steps));
    if (other !== undefined) {
      return refused(
        entry,
        steps,
        `${to.label} is the name of another account at ${other.application} (${other.account?.id ?? ''}). Nothing was changed. Next: find out whose it is with iam who; if it is this person’s, go on with --using at the others.`,
      );
    }
    const written = await eachOpen(steps, work, (step, one) => {
      const there = taken.steps.find(({ application }) => application === step.application);
      if (step.failure !== undefined || step.isUnproven === true) {
        return undefined;
      }
      if (there?.state === 'unknown') {
        return Promise.resolve({ ...there, ok: false });
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

/**
 * Whether the account under the new name is another person’s. Where the person has none under the old name, it is theirs if the employee id
 * says so (the rename was begun before), or if no account has the old name any more.
 */
const isAnother = (step: Step, old: Step | undefined, all: readonly Step[]): boolean => {
  if (step.account === undefined || step.state === 'absent') {
    return false;
  }
  const here = old === undefined || old.state === 'absent' ? undefined : old.account;
  if (here !== undefined) {
    return here.id !== step.account.id;
  }
  const accounts = all.flatMap(({ account, state }) =>
    account === undefined || state === 'absent' ? [] : [account],
  );
  const key = employeeIdOf(step.account);
  return (
    accounts.length > 0 && (key === undefined || accounts.every((account) => employeeIdOf(account) !== key))
  );
};

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
