import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../../../errors/failure';
import { withRemark } from '../../../errors/with-remark';
import type { IAMUserAppData } from '../../../profile/app-data';
import { judge, type Clue, type Person } from '../../../profile/identity/correlation-rules';
import { keyOf } from '../../../profile/identity/person-key';
import type { NotThePerson } from './identity-conflict';
import type { IAMAction } from '../outcome';
import { readUser } from './read-user';
import type { UserCommand } from '../user-command';

/** The result of searching for a person. */
export type Correlation =
  | { readonly tag: 'person'; readonly user: IAMUserAppData; readonly despite: readonly string[] }
  | ({ readonly tag: 'other' } & NotThePerson)
  /** No record has one of the identifiers, apart from records of successors. */
  | { readonly tag: 'none'; readonly notFoundBy: readonly Clue[] };

/**
 * Searches by one identifier after the other until one finds the person. A contradicting record ends the search. One found by a
 * former identifier ends it only if the present ones find no record, because a former identifier may have passed to another
 * person.
 */
export const correlate =
  (
    command: UserCommand,
    clues: readonly Clue[],
    person: Person,
    action: IAMAction,
  ): TE.TaskEither<Failure, Correlation> =>
  async () => {
    const notFoundBy: Clue[] = [];
    let suspect: Correlation | undefined;
    for (const clue of clues) {
      const { attribute, value } = clue;
      const read = await readUser(command, { attribute, value })();
      if (E.isLeft(read)) {
        return clue === clues[0] ? read : E.left(failedAt(clue, read.left));
      }
      const user = read.right;
      if (user === undefined) {
        notFoundBy.push(clue);
        continue;
      }
      const verdict = judge(user, clue, person, GIVING.has(action) ? 'gives' : 'takes');
      if (verdict.tag === 'person') {
        const holder = mayHavePassedOn(clue, user, person)
          ? await holderOfKey(command, clues, user, person)
          : NO_OTHER;
        if (E.isLeft(holder)) {
          return holder;
        }
        if (holder.right !== undefined) {
          warnOfSuccessor(command, user, `but not its ${person.key.attribute}`);
          return E.right({ tag: 'person', user: holder.right, despite: [] });
        }
        warnOfDifferences(command, user, verdict.despite);
        return E.right({ tag: 'person', user, despite: verdict.despite });
      }
      if (verdict.tag === 'successor') {
        warnOfSuccessor(command, user, `but another ${person.key.attribute}`);
        continue;
      }
      const other: Correlation = {
        tag: 'other',
        user,
        clue,
        attribute: verdict.tag === 'other' ? verdict.attribute : undefined,
      };
      if (clue.since === 'now') {
        return E.right(other);
      }
      suspect ??= other;
    }
    return E.right(suspect ?? { tag: 'none', notFoundBy });
  };

const NO_OTHER: E.Either<never, undefined> = E.right(undefined);

/** Whether the record was found by a former name and has no key, so that the name may have passed to another person. */
const mayHavePassedOn = (by: Clue, { details }: IAMUserAppData, { key }: Person): boolean =>
  by.since === 'before' && by.attribute !== 'id' && keyOf(details, key.attribute) === undefined;

/**
 * Searches for another record with the person's key when a former name found a record without one: the name may have passed to
 * another person, and one key is one person. A server that cannot search by the key (400) leaves the name as the only evidence.
 */
const holderOfKey = async (
  command: UserCommand,
  clues: readonly Clue[],
  user: IAMUserAppData,
  { key: { attribute } }: Person,
): Promise<E.Either<Failure, IAMUserAppData | undefined>> => {
  const keys = clues.filter((clue) => clue.attribute === attribute && clue.strength === 'given');
  for (const { value } of keys) {
    const read = await readUser(command, { attribute, value })();
    if (E.isLeft(read) && read.left.kind !== 'bad-request') {
      return read;
    }
    if (E.isRight(read) && read.right !== undefined) {
      return E.right(read.right.id === user.id ? undefined : read.right);
    }
  }
  return E.right(undefined);
};

const warnOfSuccessor = (command: UserCommand, { id }: IAMUserAppData, why: string): void => {
  command.warn(`The user ${id} has an identifier of this profile ${why}, and is taken for somebody else.`);
};

/** Names the attribute of a search that failed after another one worked: not every server can be searched by each attribute. */
const failedAt = ({ attribute }: Clue, failure: Failure): Failure =>
  failure.kind === 'bad-request'
    ? {
        ...failure,
        message: withRemark(failure.message, `The search by ${attribute} was refused.`),
        next: `Without it nothing shows that there is no such person. Leave out what ${attribute} is made from if this server cannot be searched by it.`,
      }
    : failure;

/** Actions that write to or enable the record: on a wrong record they overwrite or admit another person. */
const GIVING: ReadonlySet<IAMAction> = new Set<IAMAction>(['create', 'update', 'enable']);

const warnOfDifferences = (command: UserCommand, user: IAMUserAppData, despite: readonly string[]): void => {
  if (despite.length > 0) {
    command.warn(
      `The user ${user.id} (${user.username ?? 'without a user name'}) has this ${command.integration.externalIdAttribute} and another ${despite.join(' and ')}: ` +
        'it is taken for the same person.',
    );
  }
};
