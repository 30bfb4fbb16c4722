import { jsonTokens } from './json-tokens';

/**
 * The first key that an object in a JSON text has twice; undefined when there is none. JSON.parse keeps the last of them
 * silently (RFC 8259 section 4 leaves it open), and a command would act on a user whom the caller may not have meant. The text
 * must be valid JSON.
 */
export const duplicateKey = (text: string): string | undefined => {
  // The keys of every object and list that is open.
  const open: Set<string>[] = [];
  for (const token of jsonTokens(text)) {
    if (token.kind === 'open') {
      open.push(new Set());
    } else if (token.kind === 'close') {
      open.pop();
    } else if (token.kind === 'key') {
      if (open.at(-1)?.has(token.text) === true) {
        return token.text;
      }
      open.at(-1)?.add(token.text);
    }
  }
  return undefined;
};
