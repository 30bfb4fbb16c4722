import * as E from 'fp-ts/Either';
import type { ExtraCommand } from '../../contract/extra-command';

/** Reads one argument of an extra command; an empty text is an absent one, as on the platform. */
export const readExtraArgument = (
  { reading }: ExtraCommand,
  name: string,
  given: unknown,
): E.Either<string, unknown> => {
  const argument = reading[name];
  if (argument === undefined) {
    return E.right(undefined);
  }
  const isAbsent =
    given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
  if (!isAbsent) {
    return argument.read(given);
  }
  return argument.required ? E.left(`is missing. ${argument.description}`) : E.right(argument.fallback);
};
