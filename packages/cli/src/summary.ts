import type { CommandResult, GroupResult } from '@iam/core';

/**
 * What happened, for the last line on standard error: `1 disabled, 1 not found, 1 not attempted`. People who can sign in
 * again are named, because that is the change one wants to notice.
 */
export const summarize = (results: readonly CommandResult[]): string => {
  const counts = new Map<string, number>();
  for (const word of results.map(wordOf)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const rank = (word: string): number => (WORDS.includes(word) ? WORDS.indexOf(word) : WORDS.length);
  const parts = [...counts].sort(([a], [b]) => rank(a) - rank(b)).map(([word, count]) => `${count} ${word}`);
  const back = results.flatMap((result) =>
    result.kind === 'user' && result.reEnabled ? [`${result.who} (${result.instanceName})`] : [],
  );
  return `${parts.join(', ')}${back.length === 0 ? '' : `; re-enabled: ${back.join(', ')}`}`;
};

/** Good news first. */
const WORDS: readonly string[] = [
  'ok',
  'read',
  'found',
  'created',
  'updated',
  'unchanged',
  'enabled',
  'disabled',
  'deleted',
  'already enabled',
  'already disabled',
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

const wordOf = (result: CommandResult): string => {
  if (result.status === 'failed') {
    return failedWord(result);
  }
  switch (result.kind) {
    case 'user':
      return result.status === 'skipped' ? skippedWord(result) : (result.happened ?? 'ok');
    case 'group':
      return GROUP_WORDS[result.contextKey];
    case 'fields':
      return 'read';
    case 'test':
      return 'ok';
  }
};

const failedWord = ({ failure }: CommandResult): string => {
  if (failure?.kind === 'interrupted') {
    return failure.effect === 'none' ? 'not attempted' : 'interrupted half-way';
  }
  return failure?.kind === 'not-found' ? 'not found' : 'failed';
};

const skippedWord = ({ skipCause, vendor }: CommandResult & { readonly kind: 'user' }): string => {
  switch (skipCause) {
    case 'already':
      return vendor.action === 'enable' ? 'already enabled' : 'already disabled';
    case 'not-found':
      return 'not found';
    default:
      // The instance does not allow the action.
      return 'not attempted';
  }
};
