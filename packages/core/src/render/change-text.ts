import { isDictionary } from '../codec/combinators';
import { jsonText } from '../codec/json/json-text';

/** What stands for no value. */
const NO_VALUE = '(none)';

/** A value of an attribute as people read it: of a list its elements, of an element or a reference its `value` (RFC 7643 section 2.4). */
const valueText = (value: unknown): string => {
  if (value === undefined || value === null || value === '') {
    return NO_VALUE;
  }
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(valueText).join(', ') || NO_VALUE;
  }
  return isDictionary(value) && 'value' in value ? valueText(value['value']) : jsonText(value);
};

/**
 * `Engineer → Senior Engineer`. Values that read alike and are not (the type of an address) are shown as JSON. One that is longer than
 * `most` characters is cut behind; before it too, where both begin alike for so long that the difference would not be seen.
 */
export const changeText = (from: unknown, to: unknown, most = Number.POSITIVE_INFINITY): string => {
  const read = [valueText(from), valueText(to)] as const;
  const [before, after] = read[0] === read[1] ? ([textIn(from), textIn(to)] as const) : read;
  const same = alike(before, after);
  // The character in which they differ may take two places, and the sign of the cut takes one.
  const begin = same < most - 2 ? 0 : same - Math.floor(most / 2);
  return `${cut(before, begin, most)} → ${cut(after, begin, most)}`;
};

const textIn = (value: unknown): string =>
  value === undefined || value === null ? NO_VALUE : jsonText(value);

/** How many characters both begin with. */
const alike = (one: string, other: string): number => {
  let same = 0;
  while (same < one.length && one[same] === other[same]) {
    same += 1;
  }
  return same;
};

/** Whole characters: half of a pair of surrogates is none. */
const cut = (text: string, begin: number, most: number): string => {
  if (text.length <= most) {
    return text;
  }
  const rest = begin === 0 ? text : `…${text.slice(begin).replace(/^[\udc00-\udfff]/, '')}`;
  return rest.length <= most ? rest : `${rest.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
};
