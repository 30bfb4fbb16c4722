import { WrongCall } from './command-context';

/** The number of a run as it was given. */
export const runNumber = (text: string): number => {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) {
    throw new WrongCall([`${JSON.stringify(text)} is no number of a run; iam runs lists them.`]);
  }
  return id;
};

export const noSuchRun = (id: number): WrongCall =>
  new WrongCall([`There is no run ${id} in this database; iam runs lists them.`]);
