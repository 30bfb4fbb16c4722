import { COMMANDS, nearest } from '../terminal/core-excerpt';

/** A command that only the configured integrations have. */
interface Named {
  readonly name: string;
}

/** Without a configuration nothing is known of them. */
const OWN_COMMANDS = ', and those that iam instances lists for an application of the configuration';

/** The message for an unknown command, with the most similar one. */
export const noSuchCommand = (word: string, extras: readonly Named[] = []): string => {
  const names = [...Object.keys(COMMANDS), ...extras.map(({ name }) => name)];
  const meant = nearest(word, names);
  if (meant !== undefined) {
    return `${JSON.stringify(word)} is not a command. Did you mean ${meant}?`;
  }
  // A word that does not look like a name may be misplaced personal data, so it is not quoted.
  const what = /^[\w-]{1,40}$/.test(word) ? JSON.stringify(word) : 'The first word';
  return `${what} is not a command; the commands are ${names.join(', ')}${extras.length > 0 ? '' : OWN_COMMANDS}`;
};
