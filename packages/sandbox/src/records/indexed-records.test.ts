import fc from 'fast-check';
import { createIndexedRecords } from './indexed-records';
import { lengthWhile, shortest } from './record-list';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly mails: readonly string[];
}

const createPeople = () =>
  createIndexedRecords({
    idOf: (person: Person) => person.id,
    indexes: {
      name: ({ name }) => [name.toLowerCase()],
      mail: ({ mails }) => mails,
    },
    orders: { name: ({ name }) => name },
  });

const person = (id: string, name = 'n', mails: readonly string[] = []): Person => ({ id, name, mails });
const idsOf = (people: Iterable<Person>): readonly string[] => [...people].map(({ id }) => id);

describe('indexed records', () => {
  it('are found by id and by every key of an index, in the order in which they came', () => {
    const people = createPeople();
    people.put(person('1', 'Ann', ['a', 'b']));
    people.put(person('2', 'ANN', ['b', 'b']));
    expect(people.get('2')?.name).toBe('ANN');
    expect(idsOf(people.find(['name', 'ann']))).toEqual(['1', '2']);
    expect(idsOf(people.find(['mail', 'b']))).toEqual(['1', '2']);
    expect(idsOf(people.find(['mail', 'c']))).toEqual([]);
    expect(idsOf(people.find())).toEqual([]);
  });

  it('are found once by several keys, oldest first whatever the order of the keys', () => {
    const people = createPeople();
    people.put(person('1', 'Ann', ['a']));
    people.put(person('2', 'Bob', ['b']));
    expect(idsOf(people.find(['mail', 'b'], ['mail', 'a'], ['name', 'ann']))).toEqual(['1', '2']);
  });

  it('keep their place when they are replaced, in the indexes too', () => {
    const people = createPeople();
    people.put(person('1', 'Ann'));
    people.put(person('2', 'Bob'));
    people.put(person('1', 'Bob'));
    expect(idsOf(people.all)).toEqual(['1', '2']);
    expect(idsOf(people.find(['name', 'bob']))).toEqual(['1', '2']);
    expect(idsOf(people.find(['name', 'ann']))).toEqual([]);
  });

  it('are not looked for in an index that was not declared', () => {
    const people = createIndexedRecords<Person, string>({ idOf: (one) => one.id, indexes: {} });
    expect(() => people.find(['title', 'x'])).toThrow('The records have no index title');
  });

  it('cannot be changed around their indexes', () => {
    const people = createPeople();
    people.put(person('1', 'Ann'));
    expect(() => Object.assign(people.get('1') ?? {}, { name: 'Bob' })).toThrow(TypeError);
  });

  it('are given out by several ids, oldest first', () => {
    const people = createPeople();
    ['1', '2', '3'].forEach((id) => people.put(person(id)));
    expect(idsOf(people.inOrder(['3', 'unknown', '1', '3']))).toEqual(['1', '3']);
  });

  it('come last again after they were removed', () => {
    const people = createPeople();
    ['1', '2'].forEach((id) => people.put(person(id)));
    people.remove('1');
    people.remove('unknown');
    people.put(person('1'));
    expect(idsOf(people.find(['name', 'n']))).toEqual(['2', '1']);
  });

  it('are gone from everywhere after a clearing', () => {
    const people = createPeople();
    people.put(person('1', 'Ann', ['a']));
    people.sortedBy('name');
    people.clear();
    expect([people.all.length, people.find(['mail', 'a']).length, people.sortedBy('name').length]).toEqual([
      0, 0, 0,
    ]);
  });

  it('can be looked at as a list is', () => {
    const people = createPeople();
    ['1', '2', '3'].forEach((id) => people.put(person(id)));
    const { all } = people;
    expect([all.length, all.at(1)?.id, all.at(-1)?.id, all.at(9)]).toEqual([3, '2', '3', undefined]);
    expect(idsOf(all.slice(1))).toEqual(['2', '3']);
    expect(idsOf(all.slice(0, 2))).toEqual(['1', '2']);
    expect(idsOf(all.filter(({ id }) => id !== '2'))).toEqual(['1', '3']);
  });
});

/** The same without any index: every question is answered by looking at all records. */
const createPlainPeople = () => {
  let people: readonly Person[] = [];
  return {
    put: (next: Person) => {
      people = people.some(({ id }) => id === next.id)
        ? people.map((one) => (one.id === next.id ? next : one))
        : [...people, next];
    },
    remove: (id: string) => {
      people = people.filter((one) => one.id !== id);
    },
    all: () => people,
    named: (name: string) => people.filter((one) => one.name.toLowerCase() === name),
    reached: (mails: readonly string[]) =>
      people.filter((one) => one.mails.some((mail) => mails.includes(mail))),
    sorted: () => [...people].sort((one, other) => (one.name < other.name ? -1 : +(one.name > other.name))),
  };
};

describe('whatever happens to indexed records', () => {
  const id = fc.constantFrom('1', '2', '3', '4', '5');
  const name = fc.constantFrom('Ann', 'ann', 'Bob', 'Eve');
  const mails = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('put' as const), record: fc.record({ id, name, mails }) }),
    fc.record({ kind: fc.constant('remove' as const), id }),
    fc.constant({ kind: 'sort' as const }),
  );

  it('they answer as a look at all of them does', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const people = createPeople();
        const plain = createPlainPeople();
        for (const one of changes) {
          if (one.kind === 'put') {
            people.put({ ...one.record });
            plain.put(one.record);
          } else if (one.kind === 'remove') {
            people.remove(one.id);
            plain.remove(one.id);
          }
          if (one.kind === 'sort') {
            expect(idsOf(people.sortedBy('name'))).toEqual(idsOf(plain.sorted()));
          }
        }
        expect([...people.all]).toEqual(plain.all());
        for (const wanted of ['ann', 'bob', 'eve']) {
          expect([...people.find(['name', wanted])]).toEqual(plain.named(wanted));
        }
        expect([...people.find(['mail', 'c'], ['mail', 'a'])]).toEqual(plain.reached(['a', 'c']));
        expect(idsOf(people.sortedBy('name'))).toEqual(idsOf(plain.sorted()));
      }),
    );
  });
});

describe('lists', () => {
  it('are chosen by length, the first of equally long ones', () => {
    const [one, other] = [['a'], ['b']];
    expect(shortest<string>([['x', 'y'], one, other])).toBe(one);
    expect(shortest([])).toBeUndefined();
  });

  it.each([
    [0, 0],
    [3, 2],
    [99, 5],
  ])('have a beginning below %i that is %i long', (limit, length) => {
    expect(lengthWhile([1, 2, 3, 4, 5], (one) => one < limit)).toBe(length);
  });
});
