import { COMMANDS } from '../terminal/core-excerpt';
import { nearest } from './nearest';

/** A command that only the configured integrations have. */
interface Named {
  readonly name: string;
}

/** What to say of a word that stands where a command should, with the one that was probably meant. */
export const noSuchCommand = (word: string, extras: readonly Named[] = []): string => {
  const names = [...Object.keys(COMMANDS), ...extras.map(({ name }) => name)];
  const meant = nearest(word, names);
  if (meant !== undefined) {
    return `${JSON.stringify(word)} is not a command. Did you mean ${meant}?`;
  }
  // Whatever looks like no name may be a person's data in the wrong place.
  const what = /^[\w-]{1,40}$/.test(word) ? JSON.stringify(word) : 'The first word';
  return `${what} is not a command; the commands are ${names.join(', ')}`;
};
