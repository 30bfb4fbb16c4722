import { COMMANDS } from '../terminal/core-excerpt';
import { nearest } from './nearest';

/** What to say of a word that stands where a command should, with the one that was probably meant. */
export const noSuchCommand = (word: string): string => {
  const meant = nearest(word, Object.keys(COMMANDS));
  if (meant !== undefined) {
    return `${JSON.stringify(word)} is not a command. Did you mean ${meant}?`;
  }
  // Whatever looks like no name may be a person's data in the wrong place.
  const what = /^[\w-]{1,40}$/.test(word) ? JSON.stringify(word) : 'The first word';
  return `${what} is not a command; the commands are ${Object.keys(COMMANDS).join(', ')}`;
};
