import type { ItemLine } from '../../plan/file/plan-line';
import { sameValue } from '../../decide/same-value';
import { shownValue } from '../../decide/shown-value';

/** A write that is about to be sent, as far as the precondition looks at it. */
export interface AboutToWrite {
  /** Attribute → before, after, in the vendor's words. */
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  /** Whether the person could sign in before; null when the vendor does not say. */
  readonly active: boolean | null;
}

/**
 * Why a write is not the one that was reviewed; undefined when it is. A plan is carried out exactly: what would be written is what the
 * plan shows, old and new, or less (part of it is so already), and never more. A disable checks the identity alone: a leaver
 * whose title was changed meanwhile is still a leaver.
 *
 * `references` are attributes that hold ids of other records (a manager), which are looked up when they are written: a plan shows the
 * address, so their ids are not compared.
 */
export const notAsReviewed = (
  item: ItemLine,
  write: AboutToWrite,
  references: readonly string[] = [],
): string | undefined => {
  if (item.op === 'create' || item.op === 'disable') {
    return undefined;
  }
  const { active: _activity, ...attributes } = write.changes;
  const planned = new Map(Object.entries(item.change));
  const isReference = (attribute: string): boolean =>
    references.some((path) => attribute === path || attribute.startsWith(`${path}.`));
  const surprises = Object.entries(attributes).flatMap(([attribute, { from, to }]) => {
    if (isReference(attribute)) {
      return [];
    }
    const change = planned.get(attribute);
    if (change === undefined) {
      return [`${attribute} is ${shownValue(from)}, which the plan did not know`];
    }
    const [old, next] = change;
    return [
      ...(sameValue(from, old)
        ? []
        : [`${attribute} is ${shownValue(from)} and was ${shownValue(old)} in the plan`]),
      ...(sameValue(to, next)
        ? []
        : [`${attribute} would become ${shownValue(to)}, and ${shownValue(next)} was planned`]),
    ];
  });
  const wasActive = item.pre?.active ?? null;
  const activity =
    item.op !== 'enable' &&
    typeof write.active === 'boolean' &&
    wasActive !== null &&
    write.active !== wasActive
      ? [write.active ? 'somebody has enabled it' : 'somebody has disabled it']
      : [];
  const all = [...activity, ...surprises];
  return all.length === 0
    ? undefined
    : `The account is not as the plan saw it: ${all.join('; ')}. Nothing was written; the next plan decides anew.`;
};
