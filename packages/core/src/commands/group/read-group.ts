import type { GroupClient } from '../../contract/group-client';
import { IAMError } from '../../errors/iam-error';
import type { IAMGroupAppData } from '../../profile/app-data';
import { aboutAnother } from '../about-another';

/** Reads a group by id, rejecting a reply whose id is not the one requested. The one place that calls `getGroup`. */
export const readGroup = async (groups: GroupClient, id: string): Promise<IAMGroupAppData | undefined> => {
  const group = await groups.getGroup(id);
  if (group !== undefined && group.id !== id) {
    throw new IAMError(aboutAnother('group'));
  }
  return group;
};
