import { endOfString } from './end-of-string';

/**
 * The first key that an object in a JSON text has twice; undefined when there is none. JSON.parse keeps the last of them
 * silently (RFC 8259 section 4 leaves it open), and a command would act on a user whom the caller may not have meant. The text
 * must be valid JSON.
 */
export const duplicateKey = (text: string): string | undefined => {
  // The keys of every object that is open; null for a list.
  const open: (Set<string> | null)[] = [];
  let keyIsNext = false;
  for (let index = 0; index < text.length; index += 1) {
    switch (text[index]) {
      case '{':
        open.push(new Set());
        keyIsNext = true;
        break;
      case '[':
        open.push(null);
        keyIsNext = false;
        break;
      case '}':
      case ']':
        open.pop();
        keyIsNext = false;
        break;
      case ',':
        keyIsNext = open.at(-1) instanceof Set;
        break;
      case '"': {
        const end = endOfString(text, index);
        if (keyIsNext) {
          const key = JSON.parse(text.slice(index, end + 1)) as string;
          if (open.at(-1)?.has(key) === true) {
            return key;
          }
          open.at(-1)?.add(key);
          keyIsNext = false;
        }
        index = end;
        break;
      }
    }
  }
  return undefined;
};
