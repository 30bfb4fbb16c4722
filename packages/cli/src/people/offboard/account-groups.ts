import type { IAMGroupAppData } from '@iam/core';
import type { OpenInstance } from '../../config/open-instances';
import type { Account } from '../outcome';

/** The groups of an account; undefined where the application cannot tell them. Throws an IAMError when a list breaks off. */
export const accountGroups = async (
  { instance }: OpenInstance,
  account: Account,
  signal: AbortSignal,
): Promise<readonly IAMGroupAppData[] | undefined> => {
  const { lists, commands } = instance;
  if (!commands.includes('iam-get-group')) {
    return [];
  }
  if (lists.includes('groupsOf')) {
    return collect(instance.groupsOf(account, { signal }));
  }
  if (!lists.includes('groups') || !lists.includes('members')) {
    return undefined;
  }
  const found: IAMGroupAppData[] = [];
  for await (const group of instance.groups({ signal })) {
    for await (const { value } of instance.members(group.id, { signal })) {
      if (value === account.id) {
        found.push(group);
        break;
      }
    }
  }
  return found;
};

const collect = async <A>(list: AsyncIterable<A>): Promise<readonly A[]> => {
  const all: A[] = [];
  for await (const one of list) {
    all.push(one);
  }
  return all;
};
