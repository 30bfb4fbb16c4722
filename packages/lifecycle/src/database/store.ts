import type { Session } from './session';

/** Tells one database from another, and one state of it from the next: a plan is bound to both, and has a serial that no other plan has. */
export interface Store {
  readonly id: string;
  readonly serial: number;
}

export const readStore = async (session: Pick<Session, 'query'>): Promise<Store> => {
  const [row] = await session.query<{ id: string; serial: number }>('select id, serial from iam.store');
  if (!row) {
    throw new Error('iam.store has no row');
  }
  return row;
};

/** To be called in the transaction that changes what plans are made upon; the new serial. */
export const raiseSerial = async (session: Session): Promise<number> => {
  const [row] = await session.query<{ serial: number }>(
    'update iam.store set serial = serial + 1 returning serial',
  );
  if (!row) {
    throw new Error('iam.store has no row');
  }
  return row.serial;
};
