import { createPublicKey } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { problem, text, type Shape } from './shape';

/** Reads the file of a key; left: why it cannot be read. */
export type ReadKey = (path: string) => E.Either<string, string>;

const NOT_A_KEY =
  'must be an ed25519 public key in PEM, or file: with the path of one (openssl pkey -in approver.pem -pubout)';

/** A public key, as PEM in the file or in one that it names. */
export const publicKey = (readKey: ReadKey): Shape<string> => ({
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
