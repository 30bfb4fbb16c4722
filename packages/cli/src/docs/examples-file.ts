import { toContext, toMarkdown } from '@iam/core';
import type { Example, Observed } from './run-examples';

/** The file beside the README that has an example of every command: with them the README would be too long to read. */
export const EXAMPLES_FILE = 'EXAMPLES.md';

/** The whole of that file: one section per command, under the name that the README links to. */
export const examplesFile = (
  brand: string,
  { commands, extraCommands, examples }: Pick<Observed, 'commands' | 'extraCommands' | 'examples'>,
): string =>
  [
    `# Examples of ${brand}`,
    'Each command of the [README](README.md) with its result, as it ran against a local stand-in for the application.\n' +
      '`iam docs` writes this file; the calls come from `command_examples`.',
    '<!-- prettier-ignore-start -->',
    ...[...commands, ...extraCommands.map(({ name }) => name)].flatMap((name) =>
      sectionFor(name, examples.get(name)),
    ),
    '<!-- prettier-ignore-end -->',
  ].join('\n\n') + '\n';

const sectionFor = (name: string, example: Example | undefined): readonly string[] =>
  example === undefined ? [] : [`## ${name}`, ...exampleParts(example, '###')];

/** What was called and what came back, each under a heading of this level. */
export const exampleParts = ({ line, result }: Example, level: string): readonly string[] => [
  `${level} Command example`,
  `\`\`\`\n${line}\n\`\`\``,
  `${level} Context example`,
  `\`\`\`json\n${JSON.stringify(sortedKeys(toContext(result)), undefined, 4)}\n\`\`\``,
  `${level} Human readable output`,
  toMarkdown(result)
    .trimEnd()
    .split('\n')
    .map((text) => `>${text}`)
    .join('\n'),
];

/** The platform's documentation sorts the keys of a context; so does this, for the two to be compared. */
const sortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(sortedKeys);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, inner]) => [key, sortedKeys(inner)]),
      )
    : value;
};
