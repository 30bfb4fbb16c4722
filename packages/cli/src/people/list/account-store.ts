import { growingNumbers, type GrowingNumbers } from './growing-numbers';
import { linkedNumbers } from './linked-numbers';
import { fold, mergePeople, type Listed, type ListedPerson } from './merge-people';
import { createSpill, type SpillOptions } from './spill';

/** The accounts of many applications, joined to people when all are there. */
export interface AccountStore {
  readonly add: (account: Listed) => void;
  /** Everybody, in the order of the applications and of their lists. To be called once. */
  readonly people: () => Iterable<ListedPerson>;
  readonly close: () => void;
}

/**
 * Joins accounts as `mergePeople` does, however many they are. They wait on the disk; in memory is which of them have an identifier in
 * common. Only such accounts can be one person or be in doubt for each other, so that they are merged few by few.
 */
export const createAccountStore = (options?: SpillOptions): AccountStore => {
  const spill = createSpill<Listed>(options);
  const links = linkedNumbers();
  const byApplication = new Map<number, GrowingNumbers>();
  return {
    add: (account) => {
      const number = spill.add(account);
      links.add(identifiersOf(account));
      const numbers = byApplication.get(account.application) ?? growingNumbers(Int32Array);
      byApplication.set(account.application, numbers);
      numbers.push(number);
    },
    people: function* () {
      for (const [, numbers] of [...byApplication].sort(([one], [other]) => one - other)) {
        for (let at = 0; at < numbers.length(); at += 1) {
          const together = [...links.take(numbers.at(at))].sort((one, other) => one - other);
          // Sorting keeps the order of the numbers within an application.
          const accounts = together.map(spill.read).sort((one, other) => one.application - other.application);
          yield* mergePeople(accounts);
        }
      }
    },
    close: spill.close,
  };
};

/** An employee id is no name: the two have nothing in common where they are written the same. */
const identifiersOf = ({ employeeid, username, email }: Listed): readonly string[] => [
  ...(employeeid === null ? [] : [`key ${employeeid}`]),
  ...[username, email].flatMap((text) => {
    const name = fold(text);
    return name === undefined ? [] : [`name ${name}`];
  }),
];
