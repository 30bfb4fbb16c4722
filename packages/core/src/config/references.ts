import * as E from 'fp-ts/Either';
import { whyUnreadable } from '../codec/input-file';

/** Where references in a configuration are looked up. */
export interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a file named relative to the configuration; throws when it cannot. */
  readonly readFile: (path: string) => string;
}

/**
 * `env:NAME` and `file:PATH` stand for the value of a variable or the content of a file (one final line
 * break is cut, because editors add it); `text:…` is the rest as it stands. Other text is itself.
 */
export const resolveReference = (raw: unknown, sources: Sources): E.Either<string, unknown> => {
  if (typeof raw !== 'string') {
    return E.right(raw);
  }
  const [, scheme, rest = ''] = /^(env|file|text):([^]*)$/.exec(raw) ?? [];
  switch (scheme) {
    case 'env': {
      const value = variableIn(sources.env, rest);
      return value === undefined || value === ''
        ? E.left(`environment variable ${rest} is not set`)
        : E.right(withoutFinalNewline(value));
    }
    case 'file':
      try {
        return E.right(withoutFinalNewline(sources.readFile(rest)));
      } catch (thrown) {
        return E.left(`file ${rest} ${whyUnreadable(thrown)}`);
      }
    case 'text':
      return E.right(rest);
    default:
      return E.right(raw);
  }
};

/** A variable that is set. Ignores inherited properties such as `constructor`. */
export const variableIn = (env: Sources['env'], name: string): string | undefined =>
  Object.hasOwn(env, name) ? env[name] : undefined;

/** Whether a value of the configuration refers to a variable or file. */
export const isReference = (raw: unknown): boolean => typeof raw === 'string' && /^(env|file):/.test(raw);

const withoutFinalNewline = (text: string): string => text.replace(/\r?\n$/, '');
