import type { Attributes } from '@iam/core';
import { hasAt, isDictionary, keysOf, pathOf, valueAt, withValueAt } from '@iam/core/internal';
import { RestProblem } from './rest-problem';

/** A stored record, in the order of its fields. */
export type RestRecord = Attributes;

interface RecordRules {
  readonly id: string;
  readonly fields: readonly string[];
  readonly unique: readonly string[];
  readonly required: readonly string[];
  /** The only values that a field may have. */
  readonly choices: Readonly<Record<string, readonly (string | boolean)[]>>;
  readonly defaults: Attributes;
  /** Values are stored as text, and a field without one is an empty text. */
  readonly textual?: boolean;
}

export interface Records {
  readonly all: () => readonly RestRecord[];
  readonly get: (id: string) => RestRecord | undefined;
  readonly find: (wanted: readonly (readonly [field: string, value: string])[]) => readonly RestRecord[];
  readonly add: (fields: Attributes) => RestRecord;
  readonly change: (id: string, record: Attributes) => RestRecord;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
}

/** The users or the groups of a fake. Functions that refuse throw a RestProblem. */
export const createRecords = (rules: RecordRules): Records => {
  const records = new Map<string, RestRecord>();
  let last = 0;

  const store = (id: string, asGiven: Attributes): RestRecord => {
    const given = rules.textual === true ? inTexts(asGiven) : asGiven;
    const unknown = unknownIn(rules, given);
    if (unknown !== undefined) {
      throw new RestProblem(400, `There is no field ${unknown.slice(0, 50)}`);
    }
    // A field that is null or empty is one that is not there.
    const set = rules.fields.filter((name) => (valueAt(given, name) ?? undefined) !== undefined);
    const stored = rules.textual === true ? rules.fields : set;
    const record = stored.reduce<RestRecord>(
      (made, name) => withValueAt(made, keysOf(name), valueAt(given, name) ?? ''),
      { [rules.id]: id },
    );
    const wrong = set
      .map((name) => wrongWith(rules, name, valueAt(given, name)))
      .find((why) => why !== undefined);
    const missing = rules.required.find((name) => !set.includes(name));
    if (wrong !== undefined || missing !== undefined) {
      throw new RestProblem(400, wrong ?? `Field ${missing} is required`);
    }
    const taken = rules.unique.find((name) =>
      [...records].some(
        ([other, known]) =>
          other !== id && set.includes(name) && sameText(valueAt(known, name), valueAt(given, name)),
      ),
    );
    if (taken !== undefined) {
      throw new RestProblem(409, `A record with this ${taken} exists`);
    }
    records.set(id, record);
    return record;
  };

  return {
    all: () => [...records.values()],
    get: (id) => records.get(id),
    find: (wanted) => {
      const unknown = wanted.find(([name]) => name !== rules.id && !rules.fields.includes(name));
      if (unknown !== undefined) {
        throw new RestProblem(400, `There is no field ${unknown[0].slice(0, 50)}`);
      }
      return [...records.values()].filter((record) =>
        wanted.every(([name, value]) =>
          rules.unique.includes(name)
            ? sameText(valueAt(record, name), value)
            : String(valueAt(record, name)) === value,
        ),
      );
    },
    add: (fields) => {
      if (Object.hasOwn(fields, rules.id)) {
        throw new RestProblem(400, `Field ${rules.id} is read-only`);
      }
      last += 1;
      const defaults = Object.entries(rules.defaults).filter(([name]) => !hasAt(fields, keysOf(name)));
      return store(
        `${1000 + last}`,
        defaults.reduce((given, [name, value]) => withValueAt(given, keysOf(name), value), fields),
      );
    },
    change: (id, record) => store(id, record),
    remove: (id) => void records.delete(id),
    clear: () => {
      records.clear();
      last = 0;
    },
  };
};

/** The path of something that is no field; undefined when all of it is. */
const unknownIn = (rules: RecordRules, given: unknown, above: readonly string[] = []): string | undefined =>
  Object.entries(isDictionary(given) ? given : {})
    .map(([key, value]) => {
      const path = pathOf([...above, key]);
      if (rules.fields.includes(path) || (above.length === 0 && key === rules.id)) {
        return undefined;
      }
      const hasFields = rules.fields.some((name) => name.startsWith(`${path}.`));
      return hasFields && isDictionary(value) ? unknownIn(rules, value, [...above, key]) : path;
    })
    .find((path) => path !== undefined);

/** A record with changes laid over it, object by object. */
export const laidOver = (record: RestRecord, changes: Attributes): RestRecord =>
  Object.entries(changes).reduce<RestRecord>((changed, [key, value]) => {
    const present = changed[key];
    return withValueAt(
      changed,
      [key],
      isDictionary(value) && isDictionary(present) ? laidOver(present, value) : value,
    );
  }, record);

/** Why a field cannot have a value; undefined when it can. */
const wrongWith = ({ choices }: RecordRules, name: string, value: unknown): string | undefined => {
  const allowed = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (allowed !== undefined) {
    return allowed.some((one) => one === value)
      ? undefined
      : `Field ${name} must be ${allowed.map((one) => JSON.stringify(one)).join(' or ')}`;
  }
  return typeof value === 'string' ? undefined : `Field ${name} has the wrong type`;
};

/** Booleans and numbers as texts; an empty text is no value. */
const inTexts = (given: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      isDictionary(value)
        ? inTexts(value)
        : typeof value === 'boolean' || typeof value === 'number'
          ? String(value)
          : value === ''
            ? undefined
            : value,
    ]),
  );

const sameText = (one: unknown, other: unknown): boolean =>
  one !== undefined && String(one).toLowerCase() === String(other).toLowerCase();
