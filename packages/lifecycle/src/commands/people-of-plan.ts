import { onlyKey } from './named-person';

/** People of a plan: key → how a reader knows them. */
export type PeopleOfPlan = ReadonlyMap<string, string>;

/**
 * The keys of people who were named by the key or the address, as `iam show` has them. `nobody` is the sentence for a name that none of them has; one that
 * several have is refused too, because it is not known who is meant.
 */
export const keysOfPeople = (
  people: PeopleOfPlan,
  names: readonly string[],
  nobody: (name: string) => string,
): readonly string[] =>
  names.map((name) => {
    const keys = [...people]
      .filter(([person, who]) => person === name || who.toLowerCase() === name.toLowerCase())
      .map(([person]) => person);
    return onlyKey(name, keys, nobody(name));
  });
