import { nearest } from '@iam/core/internal';
import type { Io } from '../terminal/io';
import { UsageError, type ExitCode } from '../terminal/usage-error';
import { addWord, disableWord, enableWord, setWord } from './change/change';
import { runGroup } from './group/group';
import type { GroupSettings } from './group/group-place';
import { GROUP_ACTIONS, type GroupAction } from './group/group-actions';
import { runList } from './list/list';
import { readValues } from './person/known-keys';
import { runOffboard, type OffboardSettings } from './offboard/offboard';
import { reportOutputs } from './offboard/report-outputs';
import { refusePeopleOutputs } from './people-outputs';
import { readPerson } from './person/person';
import { readEntries } from './bulk/read-entries';
import { renameWord } from './change/rename';
import type { Entry } from './entry';
import { runPeople, type Word } from './run-people';
import type { PeopleSettings } from './settings';
import { whoWord } from './who/who';

export { runList };

export type PlainWord = 'who' | 'disable' | 'enable' | 'set' | 'add';

/** The words that take people, and of `set` and `add` values behind them. */
export const runWord = async (
  name: PlainWord,
  words: readonly string[],
  settings: PeopleSettings,
  io: Io,
): Promise<ExitCode> => {
  refusePeopleOutputs(settings, io);
  const takesValues = name === 'set' || name === 'add';
  if (takesValues) {
    refuseApart(words);
  } else {
    refuseValues(words, name);
  }
  const people = words.filter((word) => !(takesValues && isValue(word)));
  const values = takesValues ? readValues(words.filter(isValue), name) : {};
  const entries = await readEntries(people, values, settings, io);
  if (name === 'set' && entries.length > 0 && entries.every(isWithoutValues)) {
    throw new UsageError([
      'Nothing is given to set, so nothing was asked and nothing was sent.',
      `Values stand behind the people: iam set ${entries[0]?.person.label ?? 'PERSON'} title=Engineer`,
    ]);
  }
  return runPeople(wordOf(name, settings, io), entries, settings, io);
};

/** `surname=O'Connor`; an address may have an = in it, and then an @ before that. */
const isValue = (word: string): boolean => /^[A-Za-z][\w.-]*=/.test(word);

/** `title = Boss` and `title= Boss` would look for people of the names `title` and `Boss`. */
const refuseApart = (words: readonly string[]): void => {
  const at = words.findIndex(
    (word, index) => word.startsWith('=') || (/^[\w.-]+=$/.test(word) && isBare(words[index + 1])),
  );
  const word = words[at];
  if (word !== undefined) {
    const [key, value] = word.startsWith('=')
      ? [words[at - 1] ?? 'key', word === '=' ? words[at + 1] : word.slice(1)]
      : [word.slice(0, -1), words[at + 1]];
    throw new UsageError(
      `Between a key, = and its value is no blank: ${key}=${value ?? 'value'}. A value with blanks is quoted: ${key}="${value ?? 'two'} words".`,
    );
  }
};

/** A word that is no address, no user name with a kind in front, and no value. */
const isBare = (word: string | undefined): boolean =>
  word !== undefined && !word.includes('@') && !word.includes(':') && !isValue(word);

const isWithoutValues = ({ values, problem }: Entry): boolean =>
  problem === undefined && Object.keys(values).length === 0;

/** `iam disable jane reason=left` does not look for a person of the name `reason=left`. */
const refuseValues = (words: readonly string[], name: string): void => {
  const keys = words.filter(isValue).map((word) => word.slice(0, word.indexOf('=')));
  if (keys.length > 0) {
    throw new UsageError(
      keys.map(
        (key) =>
          `${key}=… is no person, and iam ${name} takes no values; iam set changes them (username:${key}=… is a user name with a = in it).`,
      ),
    );
  }
};

const wordOf = (name: PlainWord, settings: PeopleSettings, io: Io): Word => {
  switch (name) {
    case 'who':
      return whoWord;
    case 'disable':
      return disableWord(settings, io);
    case 'enable':
      return enableWord;
    case 'set':
      return setWord(io);
    case 'add':
      return addWord(io);
  }
};

export const runRename = async (
  [old = '', to = '', ...words]: readonly string[],
  settings: PeopleSettings,
  io: Io,
): Promise<ExitCode> => {
  refusePeopleOutputs(settings, io);
  const target = readPerson(to);
  if (!target.ok) {
    throw new UsageError(`The new name ${target.problem}.`);
  }
  if (target.person.profile.email === undefined && target.person.profile.username === undefined) {
    throw new UsageError('The new name is an address or a user name.');
  }
  const entries = await readEntries([old], readValues(words, 'rename'), settings, io);
  return runPeople(renameWord(target.person), entries, settings, io);
};

export const runOffboardWords = async (
  people: readonly string[],
  settings: OffboardSettings,
  io: Io,
): Promise<ExitCode> => {
  refusePeopleOutputs(settings, io, reportOutputs(settings.report));
  refuseValues(people, 'offboard');
  return runOffboard(await readEntries(people, {}, settings, io), settings, io);
};

export const runGroupWords = async (
  action: string,
  name: string | undefined,
  settings: GroupSettings,
  io: Io,
): Promise<ExitCode> => {
  refusePeopleOutputs(settings, io);
  const isAction = (word: string): word is GroupAction => GROUP_ACTIONS.some((known) => known === word);
  if (!isAction(action)) {
    const meant = nearest(action, GROUP_ACTIONS);
    throw new UsageError(
      `iam group takes ${GROUP_ACTIONS.join(', ')}.${meant === undefined ? '' : ` Did you mean iam group ${meant}?`}`,
    );
  }
  return runGroup(action, name, settings, io);
};
