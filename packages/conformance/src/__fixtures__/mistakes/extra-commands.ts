import { argument, type ExtraCommand, failure, type Integration } from '@iam/core';
import { acme, listFields } from '../acme';
import { type Mistake } from './mistake';

/** Acme with a part of its own command replaced. */
const withCommand = (broken: Partial<ExtraCommand>): Integration => ({
  ...acme,
  commands: [{ ...listFields, ...broken }],
});

/** Mistakes of commands that only one vendor has. */
export const MISTAKES_IN_EXTRA_COMMANDS: readonly Mistake[] = [
  [
    'a command returns a key that it does not document',
    withCommand({ outputs: listFields.outputs.slice(0, 1) }),
    'extra commands: each reads records with the documented keys, and writes nothing',
  ],
  [
    'a command declares nothing as required',
    withCommand({
      arguments: listFields.arguments,
      reading: { kind: argument.text('Of which record.') },
    }),
    'extra commands: a required argument that is missing is refused and nothing is sent',
  ],
  ...(['500', '401', 'a body that breaks off', 'a web page', 'a body of another kind'] as const).map(
    (mishap) =>
      [
        `a command takes ${mishap} for no records`,
        withCommand({
          run: (args, context) => listFields.run(args, context).catch(() => undefined),
        }),
        `extra commands: ${mishap} is a failure, never an empty result`,
      ] as const,
  ),
];
