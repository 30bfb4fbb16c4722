import type { Session } from './session';

/** Tells one database from another, and one state of it from the next: a plan is bound to both, and has a serial that no other plan has. */
export interface Store {
  readonly id: string;
  readonly serial: number;
}

export const readStore = async (session: Pick<Session, 'query'>): Promise<Store> =>
  onlyRow(await session.query<Store & Record<string, unknown>>('select id, serial from iam.store'));

/** To be called in the transaction that changes what plans are made upon; the database with its new serial. */
export const nextStore = async (session: Session): Promise<Store> =>
  onlyRow(
    await session.query<Store & Record<string, unknown>>(
      'update iam.store set serial = serial + 1 returning id, serial',
    ),
  );

/** The same where the database is known. */
export const raiseSerial = async (session: Session): Promise<number> => (await nextStore(session)).serial;

const onlyRow = ([row]: readonly Store[]): Store => {
  if (row === undefined) {
    throw new Error('iam.store has no row');
  }
  return row;
};
