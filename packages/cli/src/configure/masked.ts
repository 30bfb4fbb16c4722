import { dictionary, type Fields } from '@iam/core';

/** What stands in the place of a secret. */
export const MASK = '***';

/** Says where a value is, and is none itself. */
export const isReference = (value: unknown): value is string =>
  typeof value === 'string' && /^(env|file):./s.test(value);

/**
 * Parameters as they may be shown. Without the fields of the integration nothing is known of a parameter, and every text but a
 * reference is masked.
 */
export const maskedParams = (
  params: Readonly<Record<string, unknown>>,
  fields: Fields | undefined,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => {
      const field = fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
      const isSecret = field === undefined || field.type === 'secret';
      return [key, isSecret && !isReference(value) ? maskedWhole(value) : maskedText(value)];
    }),
  );

/** A switch or a number of an unknown parameter is no secret; of a secret everything is. */
const maskedWhole = (value: unknown): unknown =>
  typeof value === 'boolean' || value === null ? value : MASK;

/** Any other section: values below names of secrets, and credentials in addresses. */
export const maskedSection = (value: unknown, name = ''): unknown => {
  if (Array.isArray(value)) {
    return value.map((one) => maskedSection(one, name));
  }
  if (dictionary.is(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskedSection(one, key)]));
  }
  return SECRET_NAME.test(name) && typeof value === 'string' && !isReference(value)
    ? MASK
    : maskedText(value);
};

const SECRET_NAME = /pass|secret|token|credential|(?:^|_|private|api|signing)key$/i;

/** Addresses can have a password in front of the host, or behind a question mark. */
const maskedText = (value: unknown): unknown => {
  if (typeof value !== 'string' || !value.includes('://')) {
    return value;
  }
  const [scheme = '', ...more] = value.split('://');
  const [place = '', ...query] = more.join('://').split('?');
  const end = place.search(/[/#]/);
  const authority = end < 0 ? place : place.slice(0, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const masked = host === authority ? authority : `${MASK}@${host}`;
  return `${scheme}://${masked}${end < 0 ? '' : place.slice(end)}${query.length === 0 ? '' : `?${MASK}`}`;
};
