import type { Attributes, IAMUserProfile } from '@iam/core';
import type { ItemLine } from '../../plan/file/plan-line';
import type { Claim } from './claim';

/** What core is asked to do for an item. */
export type ItemCall =
  /** Nothing is sent: the account is only recorded as the person's. */
  | { readonly tag: 'record' }
  | {
      readonly tag: 'run';
      readonly command: UserWrite;
      readonly args: Attributes & { readonly 'user-profile': IAMUserProfile };
      readonly options: { readonly ifMissing?: 'skip' | 'fail'; readonly ifExists?: 'update' | 'fail' };
    };

export type UserWrite = 'iam-create-user' | 'iam-update-user' | 'iam-enable-user' | 'iam-disable-user';

/**
 * The call of an item. Accounts that are there are named by the vendor's id alone, so that no other account can be meant. Only
 * an item that says so creates or enables an account:
 *
 * | op             | command           | not there                     | there already                                 |
 * | -------------- | ----------------- | ----------------------------- | --------------------------------------------- |
 * | create         | iam-create-user   | made                          | stale; updated if an attempt of ours was lost |
 * | update, adopt  | iam-update-user   | stale                         | changed, its activity stays                   |
 * | enable         | iam-update-user, without a change iam-enable-user | stale | let in                          |
 * | disable        | iam-disable-user  | done: no one can sign in      | locked out                                    |
 * | adopt, groups without a change | none |                             |                                               |
 */
export const callOfItem = ({ item, unfinished }: Claim): ItemCall => {
  switch (item.op) {
    case 'create':
      return run('iam-create-user', profileOf(item), {
        'allow-enable': item.post.active ?? true,
        // What is found after a lost attempt is most likely ours; the plan's state is written to it in any case.
        options: { ifExists: unfinished.some(isCreation) ? 'update' : 'fail' },
      });
    case 'update':
    case 'adopt':
    case 'groups':
      return item.profile === undefined
        ? { tag: 'record' }
        : run('iam-update-user', profileOf(item), {
            'allow-enable': false,
            options: { ifMissing: 'fail' },
          });
    case 'enable':
      return item.profile === undefined
        ? run('iam-enable-user', profileOf(item), { options: { ifMissing: 'fail' } })
        : run('iam-update-user', profileOf(item), { 'allow-enable': true, options: { ifMissing: 'fail' } });
    case 'disable':
      return run('iam-disable-user', { id: idOf(item) }, { options: { ifMissing: 'skip' } });
    case 'delete':
      throw new Error('No integration deletes accounts; the configuration refuses the rule.');
  }
};

const isCreation = ({ command }: { readonly command: string }): boolean => command === 'iam-create-user';

const run = (
  command: UserWrite,
  profile: IAMUserProfile,
  {
    options,
    ...args
  }: Attributes & { readonly options: Extract<ItemCall, { readonly tag: 'run' }>['options'] },
): ItemCall => ({ tag: 'run', command, args: { ...args, 'user-profile': profile }, options });

/** With the vendor's id where there is an account: it outlives names and addresses. */
const profileOf = (item: ItemLine): IAMUserProfile => {
  const { id: _own, ...profile } = { ...item.profile };
  return item.op === 'create' ? (profile as IAMUserProfile) : { ...profile, id: idOf(item) };
};

const idOf = ({ vendorId, op, person, app }: ItemLine): string => {
  if (vendorId === undefined) {
    throw new Error(`The item of ${person} at ${app} is to ${op} an account, and names none.`);
  }
  return vendorId;
};
