import type { UserResult } from '@iam/core';
import type { Faces } from '../../undo/__fixtures__/vendor-faces';
import type { Company } from './company';

/** The account of a person at a vendor: its id as it is known, and what it goes by when the vendor is asked. */
export const accountAt = async (
  { database }: Pick<Company, 'database'>,
  faces: Faces,
  face: string,
  person: string,
): Promise<{ readonly id: string; readonly username: string | null; readonly email: string | null }> => {
  const [row] = await database.query<{ readonly vendor_id: string }>(
    'select vendor_id from iam.account where app = $1 and person = $2',
    [faces.nameOf(face), person],
  );
  const id = row?.vendor_id ?? '';
  const { vendor } = (await faces
    .instance(face)
    .runByName('iam-get-user', { 'user-profile': { id } })) as UserResult;
  return { id, username: vendor.username, email: vendor.email };
};
