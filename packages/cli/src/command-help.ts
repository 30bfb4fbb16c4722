import { COMMANDS } from './core-excerpt';
import type { ArgumentSpec } from './core-excerpt';

/** The commands with their arguments, for `iam run --help`. */
export const commandHelp = (): string =>
  ['Commands:', ...Object.values(COMMANDS).map(describe), ARGUMENTS].join('\n');

const describe = ({
  name,
  description,
  arguments: specs,
}: (typeof COMMANDS)[keyof typeof COMMANDS]): string =>
  [`  ${name}: ${description}`, ...specs.map((spec: ArgumentSpec) => `      ${describeArgument(spec)}`)].join(
    '\n',
  );

const describeArgument = (spec: ArgumentSpec): string => {
  const notes = [
    spec.required ? 'required' : 'optional',
    ...('default' in spec ? [`default ${spec.default}`] : []),
  ];
  return `${spec.name} (${notes.join(', ')}): ${spec.description}`;
};

const ARGUMENTS = `
Values:
  name=value           the value as the shell hands it over
  name=@FILE           the content of a file
  name=@-              standard input
  using=NAME           the same as --using NAME

In the documented syntax a value is bare, in "double quotes" (\\" and \\\\ are escapes), in \`back-ticks\`, or a bare {…} or […].

Output:
  table                what a terminal gets unless --output says otherwise
  markdown             the documented tables; what a file or a pipe gets unless --output says otherwise
  json                 the documented context, one JSON document per line and result
  entry                the platform's entry, one JSON document per line and result

Exit codes: 0 every result succeeded or was skipped, 1 a result failed (with --strict also: was skipped without already being
so), 2 the call or the configuration is wrong and nothing was sent.
`;
