import { describeFailure, IAMError, isIAMError, type IAMUserAppData } from '@iam/core';
import { isOpen, type Opened, type OpenInstance } from '../../config/open-instances';
import { resolveGroup } from '../group/resolve-group';
import type { Listed } from './merge-people';

/** Why the list of an application is not whole, by its number. */
export type Problems = Map<number, string>;

export interface Gaps {
  readonly problems: Problems;
  /** The numbers of the applications that do not have the group. */
  readonly withoutGroup: Set<number>;
}

export interface Wanted {
  /** Only the members of a group of this name. */
  readonly group: string | undefined;
  /** Accounts are looked for that belong to no person of a file. */
  readonly notIn: string | undefined;
}

/** The accounts of an application as its list is read. A list that breaks off ends here too, and the gaps say why. */
export const accountsOf = async function* (
  one: Opened,
  application: number,
  settings: Wanted,
  { problems, withoutGroup }: Gaps,
  signal: AbortSignal,
): AsyncGenerator<Listed> {
  const { name } = one.config;
  const { group } = settings;
  if (!isOpen(one)) {
    problems.set(application, describeFailure(one.failure, { where: name, command: 'list' }));
    return;
  }
  try {
    const members = group === undefined ? undefined : await membersOf(one, group, signal);
    if (group !== undefined && members === undefined) {
      withoutGroup.add(application);
      return;
    }
    if (!one.instance.lists.includes('users')) {
      problems.set(
        application,
        `[${name}] list: ${one.brand} does not list its users: who is there is not known.`,
      );
      return;
    }
    for await (const user of one.instance.users({ signal, asRead: true })) {
      if (members === undefined || members.has(user.id)) {
        yield listed(one, application, user);
      }
    }
  } catch (thrown) {
    problems.set(
      application,
      isIAMError(thrown)
        ? `${describeFailure(thrown.failure, { where: name, command: 'list' })} ${settings.notIn === undefined ? 'Who is there beyond what is listed is not known.' : 'Nobody there is taken for a ghost.'}`
        : `[${name}] list: ${(thrown as Error).message}`,
    );
  }
};

/** The ids of the members; undefined where the application has no such group. */
const membersOf = async (
  one: OpenInstance,
  name: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> => {
  const found = await resolveGroup(one, name, signal);
  if (found.failure !== undefined) {
    throw new IAMError(found.failure);
  }
  if (found.group === undefined) {
    return undefined;
  }
  const ids = new Set<string>();
  for await (const { value } of one.instance.members(found.group.id, { signal })) {
    ids.add(value);
  }
  return ids;
};

const listed = ({ instance }: OpenInstance, application: number, user: IAMUserAppData): Listed => {
  const { id, active, username, email } = user;
  let profile: Readonly<Record<string, unknown>>;
  try {
    profile = instance.profileOf(user);
  } catch {
    profile = {};
  }
  const text = (key: string): string | null => {
    const value = profile[key];
    return (typeof value === 'string' || typeof value === 'number') && value !== '' ? `${value}` : null;
  };
  return {
    application,
    id,
    active,
    username,
    email,
    employeeid: text('employeeid'),
    name: text('displayname'),
  };
};
