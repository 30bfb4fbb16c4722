import type { GuardName } from '../config/lifecycle-config';
import type { GuardLine } from '../plan/file/plan-line';

const OPTIONS: Readonly<Record<GuardName, string>> = {
  leavers: '--allow-leavers',
  feedShrinks: '--allow-feed-shrinks',
  identifiers: '--allow-identifiers',
  creations: '--allow-creations',
  groups: '--allow-groups',
  errors: '--allow-errors',
  values: '--allow-values',
};

/**
 * What can be done about the guards that stop a plan: one call that allows all of them, to be copied, each up to the greatest number that
 * one of them counts; or, of a feed that cannot be used, that nothing allows it. Nothing where none stops.
 */
export const whatAllows = (file: string, guards: readonly GuardLine[]): readonly string[] => {
  const stopping = guards.filter(({ ok }) => !ok);
  if (stopping.length === 0) {
    return [];
  }
  if (stopping.some(({ rule }) => rule === 'feed')) {
    return [
      'Such a plan names nobody, and no approval allows it. Correct the feed (iam feed check shows what is understood of it), then: iam plan',
    ];
  }
  const most = new Map<GuardName, number>();
  for (const { rule, value } of stopping) {
    if (rule !== 'feed') {
      most.set(rule, Math.max(most.get(rule) ?? 0, value));
    }
  }
  const options = [...most].map(([rule, value]) => `${OPTIONS[rule]} ${value}`).join(' ');
  return [
    `Nothing that is stopped is applied without an approval. See who: iam show ${file}`,
    `When that is right: iam approve ${file} ${options}`,
  ];
};
