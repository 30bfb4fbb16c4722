import { COMMANDS } from '../terminal/core-excerpt';
import { nearest } from './nearest';

/** The message for an unknown command, with the most similar one. */
export const noSuchCommand = (word: string): string => {
  const meant = nearest(word, Object.keys(COMMANDS));
  if (meant !== undefined) {
    return `${JSON.stringify(word)} is not a command. Did you mean ${meant}?`;
  }
  // A word that does not look like a name may be misplaced personal data, so it is not quoted.
  const what = /^[\w-]{1,40}$/.test(word) ? JSON.stringify(word) : 'The first word';
  return `${what} is not a command; the commands are ${Object.keys(COMMANDS).join(', ')}`;
};
