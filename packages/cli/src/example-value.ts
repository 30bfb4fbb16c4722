import type { ArgumentSpec } from './core-excerpt';

/** A value that may stand for an argument, from its description: `{"email": "jane@example.com"}`. */
export const exampleValue = ({ description, type }: ArgumentSpec): string | undefined =>
  type === 'object' ? /for example (\{[^}]*\})/.exec(description)?.[1] : undefined;
