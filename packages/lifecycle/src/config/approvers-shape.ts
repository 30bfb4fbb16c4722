import { createPublicKey } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { namesTo, problem, text, type Problem, type Shape } from './shape';

/** Reads the file of a key; left: why it cannot be read. */
export type ReadKey = (path: string) => E.Either<string, string>;

const NOT_A_KEY =
  'must be an ed25519 public key in PEM, or file: with the path of one (openssl pkey -in approver.pem -pubout)';

/** Name → public key. One key under two names would let one person sign as two. */
export const approversShape = (readKey: ReadKey): Shape<Readonly<Record<string, string>>> => {
  const names = namesTo(publicKey(readKey));
  return {
    ...names,
    read: (value, path) =>
      E.chain(
        (approvers: Readonly<Record<string, string>>): E.Either<readonly Problem[], typeof approvers> => {
          const first = new Map<string, string>();
          const problems: readonly Problem[] = Object.entries(approvers).flatMap(([name, pem]) => {
            const key = bytesOf(pem);
            const other = first.get(key);
            first.set(key, other ?? name);
            return other === undefined
              ? []
              : problem(
                  `${path}.${name}`,
                  `has the key of ${JSON.stringify(other)}; each person needs their own`,
                );
          });
          return problems.length === 0 ? E.right(approvers) : E.left(problems);
        },
      )(names.read(value, path)),
  };
};

/** The same for one key, however its PEM is written. */
const bytesOf = (pem: string): string =>
  createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64');

/** A public key, as PEM in the file or in one that it names. */
const publicKey = (readKey: ReadKey): Shape<string> => ({
  read: (value, path) =>
    E.chain((given: string) => {
      const pem = given.startsWith('file:') ? readKey(given.slice('file:'.length)) : E.right(given);
      return E.isLeft(pem)
        ? E.left(problem(path, pem.left))
        : isPublicKey(pem.right)
          ? pem
          : E.left(problem(path, NOT_A_KEY));
    })(text.read(value, path)),
  schema: { type: 'string', pattern: '^(?:file:\\S|-----BEGIN PUBLIC KEY-----)' },
});

/** A private key has a public one inside, and has no business in a configuration. */
const isPublicKey = (pem: string): boolean => {
  try {
    return pem.includes('BEGIN PUBLIC KEY') && createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
};
