import { WrongCall } from './command-context';

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
    if (people.has(name)) {
      return name;
    }
    const [key, ...others] = [...people]
      .filter(([, who]) => who.toLowerCase() === name.toLowerCase())
      .map(([person]) => person);
    if (key === undefined) {
      throw new WrongCall([nobody(name)]);
    }
    if (others.length > 0) {
      throw new WrongCall([
        `${JSON.stringify(name)} is the address of ${[key, ...others].join(' and ')}: name one by the key.`,
      ]);
    }
    return key;
  });
