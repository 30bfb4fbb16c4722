import { nearest } from '@iam/core/internal';
import { WrongCall } from './command-context';

/** `; did you mean "Okta IAM"?`: the name with the fewest slips, else the only one that has the word in it; empty where there is none. */
export const didYouMean = (word: string, names: readonly string[]): string => {
  const containing = names.filter((name) => name.toLowerCase().includes(word.toLowerCase()));
  const meant = nearest(word, names) ?? (containing.length === 1 ? containing[0] : undefined);
  return meant === undefined ? '' : `; did you mean ${JSON.stringify(meant)}?`;
};

/** Refuses applications of `--app` that are none of these; `whose` has them. */
export const checkApps = (apps: readonly string[], known: readonly string[], whose: string): void => {
  const unknown = apps.filter((app) => !known.includes(app));
  if (unknown.length > 0) {
    throw new WrongCall(
      unknown.map(
        (app) =>
          `--app ${app}: ${whose} has no such application${didYouMean(app, known) || `. It has ${known.join(', ')}.`}`,
      ),
    );
  }
};
