import type { Account } from '../../accounts/account';
import type { Found, PlannedPair } from './planned-pair';
import type { Change, DesiredAccount } from './vendor-words';

export interface ReferenceChange {
  readonly change: Change;
  /** Some cannot be written yet, because the account that they name is not there. */
  readonly awaits: boolean;
}

/**
 * What changes of the references (a manager): a record shows an id where the profile has an address. Once they were written it is told by
 * the profile that was planned with before, or, when nothing else explains that another state is wanted than was written last, by that
 * alone. Until then (the account was found, or the account that a reference names was not there the last time) it is told by the accounts.
 */
export const referenceChange = (
  pair: PlannedPair,
  found: Found,
  { references, hash }: DesiredAccount,
  difference: Change,
): ReferenceChange => {
  const { account } = found;
  if (account.desiredHash === null) {
    return references.length === 0 ? NOTHING : byAccounts(pair, found, references);
  }
  if (account.desiredHash === hash) {
    // Written already, although the row was not taken over: of a plan that a guard stopped nothing is kept.
    return NOTHING;
  }
  const { before: row } = pair.person;
  const others = row === undefined ? [] : references.filter(({ from, value }) => row[from] !== value);
  const isUnexplained = others.length === 0 && Object.keys(difference).length === 0;
  return {
    change: Object.fromEntries(
      (isUnexplained ? references : others).map(({ attribute, from, value }) => {
        const before = row?.[from];
        return [attribute, [before === value ? null : (before ?? null), value] as const];
      }),
    ),
    awaits: false,
  };
};

type Reference = DesiredAccount['references'][number];

const NOTHING: ReferenceChange = { change: {}, awaits: false };

/**
 * Whether the record has the id of the account that is named. What names no person (a department) has no account: of an account that is
 * found it is written whatever it is, and of one that is known when the row has another one than before.
 */
const byAccounts = (
  { idOf, person: { before: row } }: PlannedPair,
  { account, linked }: Found,
  references: readonly Reference[],
): ReferenceChange => {
  const change: Record<string, readonly [unknown, unknown]> = {};
  let awaits = false;
  for (const attribute of new Set(references.map((one) => one.attribute))) {
    const named = references.filter((one) => one.attribute === attribute && isNamed(one));
    const people = named.filter(({ isPerson }) => isPerson);
    const known = people.find(({ value }) => idOf(String(value)) !== undefined);
    const [first] = named;
    if (known !== undefined) {
      if (!mentions(account, idOf(String(known.value)))) {
        change[attribute] = [null, known.value];
      }
    } else if (people.length > 0) {
      awaits = true;
    } else if (first !== undefined && !linked) {
      change[attribute] = [null, first.value];
    }
  }
  for (const { attribute, from, value, isPerson } of references) {
    if (linked && row !== undefined && !isPerson && (row[from] ?? null) !== (value ?? null)) {
      change[attribute] ??= [row[from] ?? null, value];
    }
  }
  return { change, awaits };
};

const isNamed = ({ value }: Reference): boolean => typeof value === 'string' && value !== '';

/** Whether some value of the record is the id, wherever the vendor keeps it. */
const mentions = ({ record }: Pick<Account, 'record'>, id: string | undefined): boolean =>
  JSON.stringify(record).includes(JSON.stringify(id));
