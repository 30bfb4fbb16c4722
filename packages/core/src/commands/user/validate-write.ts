import * as E from 'fp-ts/Either';
import type { WriteContext } from '../../contract/integration';
import type { Attributes } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { valueAt } from '../../profile/attribute-path';
import type { UserCommand } from './user-command';

/** Fails before anything is sent when the vendor is known to refuse the values; every problem names its attribute. */
export const validateWrite = (
  command: UserCommand,
  data: Attributes,
  action: 'create' | 'update',
  context: WriteContext,
): E.Either<Failure, Attributes> => {
  const { integration } = command;
  const refusals = integration.refuses(data, action, context);
  const problems = [
    ...integration.requiredAttributes.flatMap((attribute) =>
      requirement(integration.brand, data, attribute, action),
    ),
    ...refusals.map(({ attribute, message }) => `${attribute}: ${message}`),
  ];
  return problems.length === 0
    ? E.right(data)
    : E.left(
        failure('invalid-input', `${integration.brand} would refuse this user: ${problems.join('; ')}.`, {
          problems,
          next:
            refusals.find(({ next }) => next !== undefined)?.next ??
            'Correct the user profile; nothing was sent.',
        }),
      );
};

const requirement = (
  brand: string,
  data: Attributes,
  attribute: string,
  action: 'create' | 'update',
): readonly string[] => {
  const value = valueAt(data, attribute);
  if (value === null) {
    return [`${attribute}: cannot be cleared, ${brand} requires it`];
  }
  return action === 'create' && value === undefined ? [`${attribute}: is missing, ${brand} requires it`] : [];
};
