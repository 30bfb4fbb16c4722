import { isDictionary } from '../../codec/combinators';
import type { Attributes } from '../app-data';
import { leavesOf, pathOf } from '../attribute-path';
import { withSecretsMasked } from '../secret-attributes';

/** The value of an attribute before and after a change; null for none. */
export interface AttributeChange {
  readonly from: unknown;
  readonly to: unknown;
}

/** What changes, by the path of the attribute in the vendor's words: `name.familyName`. */
export type AttributeChanges = Readonly<Record<string, AttributeChange>>;

/**
 * Changes in the vendor's words, attribute by attribute, with the values that the record had before. A list is one value. Of an
 * attribute whose value is a secret (a password) only the change shows.
 */
export const attributeChanges = (before: Attributes, changes: Attributes): AttributeChanges => {
  const shown = withSecretsMasked(changes);
  return Object.fromEntries(
    leavesOf(shown).map((keys) => [
      pathOf(keys),
      { from: at(before, keys) ?? null, to: at(shown, keys) ?? null },
    ]),
  );
};

const at = (data: Attributes, keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (value, key) => (isDictionary(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    data,
  );

/** Two rounds of changes as one: from before the first to after the second. */
export const joinedChanges = (first: AttributeChanges, second: AttributeChanges): AttributeChanges => ({
  ...first,
  ...Object.fromEntries(
    Object.entries(second).map(([path, { from, to }]) => [
      path,
      { from: (first[path] ?? { from }).from, to },
    ]),
  ),
});
