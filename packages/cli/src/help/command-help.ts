import { COMMANDS, type ArgumentSpec, type CommandSpec } from '../terminal/core-excerpt';
import { exampleValue } from '../call/example-value';
import { wrapText } from '../terminal/wrap-text';

/** The commands with their arguments, for `iam run --help`. */
export const commandHelp = (width: number): string =>
  [
    'Commands:',
    ...Object.values(COMMANDS).flatMap(({ name, description, arguments: specs }) => [
      wrapText(`${name}: ${description}`, width, '  ', '    '),
      ...specs.map((spec) => wrapText(`${titleOf(spec)}: ${spec.description}`, width, '      ', '        ')),
    ]),
    wrapText(OWN_COMMANDS, width, '  ', '  '),
    '',
    ...list('Values:', VALUES, width),
    '',
    wrapText(SYNTAX, width),
    '',
    ...list('Output:', OUTPUTS, width),
    '',
    ...list('Exit codes:', EXIT_CODES, width),
    '',
  ].join('\n');

/** One command, for `iam run NAME --help`. */
export const oneCommandHelp = (
  { name, description, arguments: specs }: Pick<CommandSpec, 'name' | 'description' | 'arguments'>,
  options: string,
  callName: string,
  width: number,
): string => {
  return [
    `Usage: iam run ${name}${specs.length === 0 ? '' : ' [arguments...]'} [options]`,
    '',
    wrapText(description, width),
    '',
    ...(specs.length === 0
      ? []
      : [
          'Arguments:',
          ...specs.flatMap((spec) => [`  ${titleOf(spec)}`, wrapText(spec.description, width, '      ')]),
          '',
          wrapText('A value may also be read: name=@FILE from a file, name=@- from standard input.', width),
          '',
        ]),
    'Example:',
    `  ${[callName, 'run', name, ...exampleOf(specs)].join(' ')}`,
    '',
    'Options:',
    options,
  ].join('\n');
};

const exampleOf = (specs: readonly ArgumentSpec[]): readonly string[] => {
  const ids = specs.find(({ type }) => type === 'list');
  return [
    ...specs.flatMap((spec) => {
      const value = exampleValue(spec);
      return value === undefined ? [] : [`${spec.name}='${value}'`];
    }),
    ...(ids === undefined ? [] : [`${ids.name}=12,34`]),
  ];
};

const titleOf = (spec: ArgumentSpec): string => {
  const notes = [
    spec.required ? 'required' : 'optional',
    ...(spec.default === undefined ? [] : [`default ${spec.default}`]),
  ];
  return `${spec.name} (${notes.join(', ')})`;
};

type Entries = readonly (readonly [term: string, meaning: string])[];

const list = (title: string, entries: Entries, width: number): readonly string[] => {
  const indent = Math.max(...entries.map(([term]) => term.length)) + 4;
  return [
    title,
    ...entries.map(([term, meaning]) =>
      wrapText(meaning, width, `  ${term}`.padEnd(indent), ' '.repeat(indent)),
    ),
  ];
};

const OWN_COMMANDS =
  'An application may have commands of its own: iam instances lists them, iam run COMMAND --help shows one.';

const VALUES: Entries = [
  ['name=value', 'the value as the shell hands it over'],
  ['name=@FILE', 'the content of a file'],
  ['name=@-', 'standard input'],
  ['using=NAME', 'the same as --using NAME'],
];

const SYNTAX =
  'In the documented syntax a value is bare, in "double quotes" (\\" and \\\\ are escapes), in `back-ticks`, or a bare ' +
  '{…} or […].';

const OUTPUTS: Entries = [
  ['summary', 'a line per application; what a terminal gets unless --output says otherwise'],
  ['table', 'the documented tables, drawn for a terminal'],
  ['markdown', 'the documented tables; what a file or a pipe gets unless --output says otherwise'],
  ['json', 'the documented context, one JSON document per line and result'],
  ['entry', 'the platform’s entry, one JSON document per line and result'],
];

const EXIT_CODES: Entries = [
  ['0', 'every result succeeded or was skipped'],
  [
    '1',
    'a result failed; with --strict also: was skipped for another reason than already being so, left out a reference that leads to no record, or refused for a key that is not sent',
  ],
  ['2', 'the call or the configuration is wrong, and nothing was sent'],
];
