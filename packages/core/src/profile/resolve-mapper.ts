import * as E from 'fp-ts/Either';
import { whyUnreadable } from '../codec/input-file';
import { parseMapperFile } from './mapper/file/mapper-file';
import type { Mapper } from './mapper/mapper';

/** Reads a file named relative to the configuration; throws when it cannot. */
type ReadFile = (path: string) => string;

/** The two mappers of an integration, each under the name an instance may pick it by. */
export interface Mappers {
  readonly incoming: Mapper;
  readonly outgoing: Mapper;
}

/**
 * The mappers an instance uses: the vendor's own when it names none (or names them), else the mapper file of that path,
 * relative to the configuration. Left: every problem, naming the parameter.
 */
export const resolveMappers = (
  own: Mappers,
  named: { readonly mapperIn: string | undefined; readonly mapperOut: string | undefined },
  readFile: ReadFile,
): E.Either<readonly string[], Mappers> => {
  const incoming = resolve('mapperIn', named.mapperIn, own.incoming, readFile);
  const outgoing = resolve('mapperOut', named.mapperOut, own.outgoing, readFile);
  if (E.isRight(incoming) && E.isRight(outgoing)) {
    return E.right({ incoming: incoming.right, outgoing: outgoing.right });
  }
  return E.left([...problemsOf(incoming), ...problemsOf(outgoing)]);
};

type Resolved = E.Either<readonly string[], Mapper>;

const problemsOf = (resolved: Resolved): readonly string[] => (E.isLeft(resolved) ? resolved.left : []);

const resolve = (parameter: string, named: string | undefined, own: Mapper, readFile: ReadFile): Resolved => {
  if (named === undefined || named === own.name) {
    return E.right(own);
  }
  const text = readText(named, readFile);
  if (E.isLeft(text)) {
    return E.left([
      `params.${parameter}: ${JSON.stringify(named)} is neither the built-in "${own.name}" nor a mapper file that can be read ` +
        `(it ${text.left})`,
    ]);
  }
  const parsed = parseMapperFile(text.right, named);
  if (E.isLeft(parsed)) {
    return E.left(parsed.left.map((problem) => `params.${parameter}: ${problem}`));
  }
  return parsed.right.direction === own.direction
    ? parsed
    : E.left([
        `params.${parameter}: ${named} holds an ${parsed.right.direction} mapper; an ${own.direction} one is needed`,
      ]);
};

const readText = (path: string, readFile: ReadFile): E.Either<string, string> =>
  E.tryCatch(() => readFile(path), whyUnreadable);
