import type { OpenInstance } from '../../config/open-instances';
import type { Context } from './group-place';
import { look } from '../who/look';
import type { GroupThere } from './resolve-group';

export interface Member {
  readonly id: string;
  readonly display: string | undefined;
}

export const membersOf = async (
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
export const labelOf = async (
  one: OpenInstance,
  id: string,
  display: string | undefined,
  { paused, signal }: Context,
): Promise<string> => {
  const { account } = await look(one, { id }, paused, signal);
  return account?.email ?? account?.username ?? display ?? `id:${id}`;
};
