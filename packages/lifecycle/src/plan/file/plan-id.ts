import { randomBytes } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID (github.com/ulid/spec): 48 bits of time, 80 of chance, in Crockford's base 32. Sorts by time. */
export const planId = (now: Date, random: (size: number) => Buffer = randomBytes): string =>
  base32(BigInt(now.getTime()), 10) + base32(BigInt(`0x${random(10).toString('hex')}`), 16);

const base32 = (value: bigint, length: number): string =>
  Array.from(
    { length },
    (_, index) => DIGITS[Number((value >> BigInt(5 * (length - 1 - index))) & 31n)],
  ).join('');
