import { isDictionary } from '../codec/combinators';
import { cutEnd } from '../codec/cut-end';
import { isSecret } from '../config/secret';
import type { Connection } from './connection';

/** Replaces every occurrence of an instance's secrets in a text: a vendor may echo what it was sent. */
export type Redact = (text: string) => string;

/** Shorter values would black out ordinary words; no vendor issues such credentials. */
const MIN_SECRET = 4;

export const createRedact = ({ bearer, basic, headers = {} }: Connection): Redact => {
  const values = [bearer, basic?.password, ...Object.values(headers)]
    .filter(isSecret)
    .map((secret) => secret.reveal());
  const pair =
    basic === undefined
      ? []
      : [Buffer.from(`${basic.username}:${basic.password.reveal()}`).toString('base64')];
  const forms = [...values.filter((value) => value.length >= MIN_SECRET).flatMap(formsOf), ...pair];
  // The longest first, so that no part of a longer form is left standing.
  const unique = [...new Set(forms)].sort((a, b) => b.length - a.length);
  // Nearly every text holds none: looking is far cheaper than replacing.
  return (text) =>
    unique.reduce((clean, form) => (clean.includes(form) ? clean.split(form).join('[secret]') : clean), text);
};

/** Redacts every text inside a vendor's data, keys included; data without a secret is returned as it is. */
export const redactData = (redact: Redact, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? redact(value) : value;
  }
  // One look at all of it: the forms of a secret include the one it has in JSON.
  const text = JSON.stringify(value);
  return redact(text) === text ? value : redactInside(redact, value);
};

const redactInside = (redact: Redact, value: unknown): unknown => {
  if (typeof value === 'string') {
    return redact(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => redactInside(redact, item));
  }
  if (!isDictionary(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redactInside(redact, item)]),
  );
};

/** A secret is one in its encoded forms as well. */
const formsOf = (value: string): readonly string[] => [
  value,
  encodeURIComponent(value),
  encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  cutEnd(Buffer.from(value).toString('base64'), '='),
  Buffer.from(value).toString('base64url'),
  JSON.stringify(value).slice(1, -1),
];
