import type { Opened } from '../../config/open-instances';
import type { Io } from '../../terminal/io';
import { UsageError } from '../../terminal/usage-error';
import type { Entry } from '../entry';
import { readPerson } from '../person/person';
import type { PeopleSettings } from '../settings';

type Values = Entry['values'];

/** The people of a call: those named by arguments, then those of `--from`. The same values hold for all of them. */
export const readEntries = async (
  named: readonly string[],
  values: Values,
  { from }: Pick<PeopleSettings, 'from'>,
  io: Pick<Io, 'cwd' | 'stdin'>,
): Promise<readonly Entry[]> => {
  const problems: string[] = [];
  const arguments_ = named.flatMap((text, index): Entry[] => {
    const read = readPerson(text);
    if (read.ok) {
      return [{ person: read.person, values }];
    }
    problems.push(`Person ${index + 1} of the call ${read.problem}.`);
    return [];
  });
  if (problems.length > 0) {
    throw new UsageError(problems);
  }
  if (from === undefined && arguments_.length === 0) {
    throw new UsageError(
      'Nobody is named: name people by address, user name or employeeid:42, or a file with --from FILE.',
    );
  }
  const { readPeopleFile } = await import('./read-file.js');
  const rows = from === undefined ? [] : await readPeopleFile(from, io);
  return onceEach([
    ...arguments_,
    ...rows.map((entry) => ({ ...entry, values: { ...entry.values, ...values } })),
  ]);
};

/** A person who is named twice in the same way with the same values is one entry; with other values, the second is refused. */
const onceEach = (entries: readonly Entry[]): readonly Entry[] => {
  const seen = new Map<string, Entry>();
  return entries.flatMap((entry): Entry[] => {
    const key = JSON.stringify(Object.entries(entry.person.profile).sort()).toLowerCase();
    const before = seen.get(key);
    if (entry.problem !== undefined || before === undefined) {
      if (entry.problem === undefined) {
        seen.set(key, entry);
      }
      return [entry];
    }
    return JSON.stringify(before.values) === JSON.stringify(entry.values)
      ? []
      : [
          {
            ...entry,
            problem: `names the same person as ${before.place ?? 'an argument'}, with other values`,
          },
        ];
  });
};

/** An id names a record of one application, and nothing or another person at the others. */
export const refuseLocalIds = (entries: readonly Entry[], opened: readonly Opened[]): void => {
  const [first] = entries.filter(({ person }) => person.profile.id !== undefined);
  if (first !== undefined && opened.length > 1) {
    const names = opened.map(({ config }) => JSON.stringify(config.name)).join(', ');
    throw new UsageError(
      `${first.person.label} is an id, which means something at one application only; say with --using which one (${names}).`,
    );
  }
};
