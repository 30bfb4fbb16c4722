import type { GroupOutcome } from '../people/group/group-outcome';
import type { Did } from '../people/outcome';

type Deed = Did | NonNullable<GroupOutcome['did']>;

/** The deed as a command: what a dry run would do. */
const COMMANDS: Readonly<Record<Exclude<Deed, 'unchanged'>, string>> = {
  created: 'create',
  updated: 'update',
  renamed: 'rename',
  enabled: 'enable',
  disabled: 'disable',
  deleted: 'delete',
  changed: 'change',
};

/** What was done, for a cell of a table: `created`; in a dry run `would create`. */
export const deedWord = (did: Deed, dryRun: boolean): string =>
  dryRun && did !== 'unchanged' ? `would ${COMMANDS[did]}` : did;

/** The same in a sentence or behind a number: `created`, `would be created`. */
export const deedPhrase = (did: Deed, dryRun: boolean): string =>
  dryRun && did !== 'unchanged' ? `would be ${did}` : did;
