import type { ArgumentSpec } from '../terminal/core-excerpt';

const BEFORE = 'for example ';

/** A value that may stand for an argument, from the end of its description: `{"email": "jane@example.com"}`. */
export const exampleValue = ({ description, type }: ArgumentSpec): string | undefined => {
  const at = description.indexOf(`${BEFORE}{`);
  const end = description.lastIndexOf('}');
  return type !== 'object' || at < 0 ? undefined : description.slice(at + BEFORE.length, end + 1);
};
