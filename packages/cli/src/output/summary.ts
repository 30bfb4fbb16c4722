import type { CommandResult, GroupResult, UserResult } from '@iam/core';

/**
 * Counts outcomes for the last line on standard error: `1 disabled, 1 not found, 1 not attempted`. Re-enabled users are named,
 * because regained access must be noticed.
 */
export const summarize = (results: readonly CommandResult[]): string => {
  const counts = new Map<string, number>();
  for (const word of results.map(wordOf)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const rank = (word: string): number => (WORDS.includes(word) ? WORDS.indexOf(word) : WORDS.length);
  const parts = [...counts]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([word, count]) => `${count} ${word}${word === 'found' ? inactiveAmong(results) : ''}`);
  return `${parts.join(', ')}${namesOfReEnabled(results)}`;
};

const inactiveAmong = (results: readonly CommandResult[]): string => {
  const count = results.filter((result) => result.kind === 'user' && isFoundInactive(result)).length;
  return count === 0 ? '' : ` (${count} inactive)`;
};

const isFoundInactive = ({ happened, vendor }: UserResult): boolean =>
  happened === 'found' && vendor.active === false;

/** Omits the instance names when the outcome is the same everywhere. */
const namesOfReEnabled = (results: readonly CommandResult[]): string => {
  const back = results.filter((result) => result.kind === 'user' && result.reEnabled);
  const names = [...new Set(back.map(({ who }) => who))];
  if (back.length === results.length) {
    return names.length === 0 ? '' : `: ${names.join(', ')}`;
  }
  const withInstances = names.map((name) => {
    const instances = back.filter(({ who }) => who === name).map(({ instanceName }) => instanceName);
    return `${name} (${instances.join(', ')})`;
  });
  return back.length === 0 ? '' : `; re-enabled: ${withInstances.join(', ')}`;
};

/** Good news first. */
const WORDS: readonly string[] = [
  'ok',
  'read',
  'found',
  'created',
  'updated',
  'unchanged',
  'updated and re-enabled',
  'enabled',
  'disabled',
  'deleted',
  'already enabled',
  'already disabled',
  'there already',
  'not found',
  'not attempted',
  'interrupted half-way',
  'failed',
];

const GROUP_WORDS: Readonly<Record<GroupResult['contextKey'], string>> = {
  GetGroup: 'found',
  CreateGroup: 'created',
  UpdateGroup: 'updated',
  DeleteGroup: 'deleted',
};

/** What became of a result, in the words of the count. */
export const wordOf = (result: CommandResult): string => {
  if (result.status === 'failed') {
    return failedWord(result);
  }
  switch (result.kind) {
    case 'user':
      return result.status === 'skipped' ? skippedWord(result) : doneWord(result);
    case 'group':
      return GROUP_WORDS[result.contextKey];
    case 'fields':
      return 'read';
    case 'test':
      return 'ok';
    case 'extra':
      return 'read';
  }
};

/** An update that re-enabled a user counts as both: the requested update and the regained access. */
const doneWord = ({ happened, reEnabled, vendor }: UserResult): string =>
  reEnabled && vendor.action !== 'enable' ? 'updated and re-enabled' : (happened ?? 'ok');

const failedWord = ({ failure }: CommandResult): string => {
  if (failure?.kind === 'interrupted') {
    return failure.effect === 'none' ? 'not attempted' : 'interrupted half-way';
  }
  return failure?.kind === 'not-found' ? 'not found' : 'failed';
};

const skippedWord = ({ skipCause, vendor }: UserResult): string => {
  switch (skipCause) {
    case 'already':
      return vendor.action === 'enable' ? 'already enabled' : 'already disabled';
    case 'not-found':
      return 'not found';
    case 'exists':
      return 'there already';
    default:
      // The instance does not allow the action.
      return 'not attempted';
  }
};
