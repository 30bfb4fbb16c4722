import { isOpen, type Opened } from '../../config/open-instances';
import { areAllKnown, isSomewhere, type Word } from '../run-people';
import type { Step } from '../outcome';

/** `iam who`: where a person has an account, in which state, and by which identifier. */
export const whoWord: Word = {
  name: 'who',
  carryOut: async (entry, { steps, contradiction }, { opened, settings, signal }) => {
    const detailed = settings.verbose
      ? await Promise.all(
          steps.map(async (step, index) => {
            const one = opened[index];
            if (one === undefined || !isOpen(one)) {
              return step;
            }
            const known =
              step.account === undefined || step.state === 'absent'
                ? step
                : await withGroups(step, one.instance, signal);
            return withProspects(known);
          }),
        )
      : steps;
    const all = settings.verbose ? withDifferences(detailed, opened.map(referenceKeys)) : detailed;
    const why =
      contradiction ??
      (areAllKnown(steps) && !isSomewhere(steps)
        ? 'nowhere: no application has such an account.'
        : undefined);
    return {
      entry,
      ok: why === undefined && areAllKnown(steps),
      ...(why === undefined ? {} : { why }),
      steps: all,
    };
  },
};

type Instance = Extract<Parameters<typeof isOpen>[0], { instance: unknown }>['instance'];

const withGroups = async (step: Step, instance: Instance, signal: AbortSignal): Promise<Step> => {
  const { account } = step;
  if (account === undefined || !instance.lists.includes('groupsOf')) {
    return step;
  }
  try {
    const names: string[] = [];
    for await (const group of instance.groupsOf(account, { signal })) {
      names.push(group.displayName ?? group.id);
    }
    return {
      ...step,
      notes: [...step.notes, names.length === 0 ? 'in no group' : `groups ${names.join(', ')}`],
    };
  } catch (thrown) {
    return { ...step, notes: [...step.notes, `its groups are not known: ${(thrown as Error).message}`] };
  }
};

/** What the words would do now: from the state alone, because a word that reads must not come near a write. */
const PROSPECTS: Readonly<Record<Step['state'], string>> = {
  active: 'disable would end the access, add and enable would do nothing',
  disabled: 'enable would let the person in, disable would do nothing, add would refuse',
  absent: 'add would create the account, the others would do nothing',
  unknown: 'no word would write, because it is not known whose account it is or whether it is there',
};

const withProspects = (step: Step): Step => ({ ...step, notes: [...step.notes, PROSPECTS[step.state]] });

/** Keys that have to be the same everywhere; what else differs is the application’s business. */
const COMPARED = [
  'employeeid',
  'email',
  'givenname',
  'surname',
  'displayname',
  'title',
  'department',
] as const;

/** Keys of a profile for which a record of the application has the id of another record: nothing to compare with a name. */
const referenceKeys = (one: Opened): ReadonlySet<string> =>
  new Set(
    isOpen(one)
      ? Object.values(one.integration.references).flatMap((some) => some.map(({ from }) => from))
      : [],
  );

const withDifferences = (
  steps: readonly Step[],
  referred: readonly ReadonlySet<string>[],
): readonly Step[] => {
  const valueOf = ({ account, state }: Step, index: number, key: string): unknown =>
    account === undefined || state === 'absent' || referred[index]?.has(key) === true
      ? undefined
      : account.profile[key];
  const usual = new Map(
    COMPARED.map((key) => [key, mostFrequent(steps.map((step, index) => valueOf(step, index, key)))]),
  );
  return steps.map((step, index) => {
    const notes = COMPARED.flatMap((key) => {
      const own = valueOf(step, index, key);
      const other = usual.get(key);
      return typeof own === 'string' && other !== undefined && own !== other
        ? [`${key} ${JSON.stringify(own)}, elsewhere ${JSON.stringify(other)}`]
        : [];
    });
    return { ...step, notes: [...step.notes, ...notes] };
  });
};

const mostFrequent = (values: readonly unknown[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (typeof value === 'string' && value !== '') {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
};
