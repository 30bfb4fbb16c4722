import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { textOf } from '../../../codec/id-text';
import type { AttributeReference } from '../../../contract/attribute-reference';
import { failure, type Failure } from '../../../errors/failure';
import { withRemark } from '../../../errors/with-remark';
import { hasAt, keysOf, valueAt, withValueAt } from '../../../profile/attribute-path';
import type { OutgoingData } from '../../../profile/outgoing';
import { attempt } from '../../attempt';
import { readUser } from '../find/read-user';
import type { ResolvedReference, ResolvedReferences } from './resolved-references';
import type { UserCommand } from '../user-command';

/** What one look for a record came to. */
type Found =
  | { readonly tag: 'one'; readonly value: string }
  | { readonly tag: 'none' }
  | { readonly tag: 'several' }
  /** The record has nothing that could be written. */
  | { readonly tag: 'empty' };

/**
 * Looks up what the references of the profile lead to; asks nothing when the profile has none of their keys. Left: a look failed, so
 * that nothing is known of the record.
 */
export const resolveReferences =
  (command: UserCommand): TE.TaskEither<Failure, ResolvedReferences> =>
  async () => {
    const resolved: ResolvedReference[] = [];
    const unresolved: string[] = [];
    for (const [attribute, references] of Object.entries(command.integration.references)) {
      const value = await valueFor(command, attribute, references);
      if (E.isLeft(value)) {
        return value;
      }
      if (value.right === 'unresolved') {
        unresolved.push(attribute);
      } else if (value.right !== undefined) {
        resolved.push({ attribute, value: value.right.value });
      }
    }
    return E.right({ resolved, unresolved });
  };

/** The data with what the references led to. One that cleared, or led nowhere, leaves a value that the mapper has. */
export const withReferences = (
  { integration }: UserCommand,
  outgoing: OutgoingData,
  { resolved }: ResolvedReferences,
): OutgoingData => {
  const laid = resolved.filter(
    ({ attribute, value }) => value !== null || !hasAt(outgoing.data, keysOf(attribute)),
  );
  return laid.length === 0
    ? outgoing
    : {
        ...outgoing,
        data: integration.normalize(
          laid.reduce(
            (data, { attribute, value }) => withValueAt(data, keysOf(attribute), value),
            outgoing.data,
          ),
        ),
        derived: outgoing.derived.filter((path) => !laid.some(({ attribute }) => attribute === path)),
      };
};

const valueFor = async (
  command: UserCommand,
  attribute: string,
  references: readonly AttributeReference[],
): Promise<E.Either<Failure, { readonly value: string | null } | 'unresolved' | undefined>> => {
  const given = references.map((reference) => ({
    reference,
    value: valueAt(command.profile, reference.from),
  }));
  const present = given.filter(({ value }) => value !== undefined && value !== null);
  if (present.length === 0) {
    return E.right(given.some(({ value }) => value === null) ? { value: null } : undefined);
  }
  const why: string[] = [];
  for (const { reference, value } of present) {
    const text = textOf(value);
    if (text === undefined) {
      return E.left(notText(reference.from));
    }
    const found = await lookUp(command, attribute, reference, text);
    if (E.isLeft(found)) {
      return E.left(whileLookingUp(attribute, reference.from, found.left));
    }
    if (found.right.tag === 'one') {
      return E.right({ value: found.right.value });
    }
    why.push(`${WHY[found.right.tag]} ${reference.from} "${text}"`);
  }
  command.warn(`${why.join(', and ')}: ${attribute} is not written.`);
  return E.right('unresolved');
};

const WHY: Readonly<Record<Exclude<Found['tag'], 'one'>, string>> = {
  none: 'No record is found by',
  several: 'Several records are found by',
  empty: 'Nothing that can be written is in the record found by',
};

const lookUp = async (
  command: UserCommand,
  attribute: string,
  reference: AttributeReference,
  value: string,
): Promise<E.Either<Failure, Found>> => {
  const key = JSON.stringify([attribute, reference.from, value]);
  const known = command.remembered.recall(key);
  if (known !== undefined) {
    return E.right({ tag: 'one', value: known });
  }
  const found = await (reference.find === undefined
    ? userBehind(command, reference, value)
    : recordBehind(command, reference, value));
  if (E.isRight(found) && found.right.tag === 'one') {
    command.remembered.keep(key, found.right.value);
  }
  return found;
};

const userBehind = async (
  command: UserCommand,
  { lookupBy, write = ({ id }) => id }: Extract<AttributeReference, { readonly lookupBy: string }>,
  value: string,
): Promise<E.Either<Failure, Found>> => {
  const read = await readUser(command, { attribute: lookupBy, value })();
  if (E.isLeft(read)) {
    return read.left.kind === 'ambiguous' ? E.right({ tag: 'several' }) : read;
  }
  if (read.right === undefined) {
    return E.right({ tag: 'none' });
  }
  const text = write(read.right);
  return E.right(text === undefined || text === '' ? { tag: 'empty' } : { tag: 'one', value: text });
};

const recordBehind = async (
  command: UserCommand,
  { find }: Extract<AttributeReference, { readonly find: unknown }>,
  value: string,
): Promise<E.Either<Failure, Found>> =>
  E.map((found: string | readonly string[] | undefined): Found => {
    const ids = [...new Set(typeof found === 'string' ? [found] : found)];
    const [id] = ids.filter((one) => one !== '');
    return id === undefined
      ? { tag: 'none' }
      : ids.length > 1
        ? { tag: 'several' }
        : { tag: 'one', value: id };
  })(await attempt(() => find(command.context, value))());

const notText = (from: string): Failure =>
  failure('invalid-input', `user-profile: ${from} must be text`, { next: 'Correct the user profile.' });

const whileLookingUp = (attribute: string, from: string, failed: Failure): Failure => ({
  ...failed,
  message: withRemark(
    failed.message,
    `This was the look for the record that ${attribute} refers to (${from}); nothing was written.`,
  ),
});
