import { COMMANDS, type CommandSpec, type Field, type Integration, type UserClient } from '@iam/core';
import { contextOutputs, extraOutputs, type Output } from './context-outputs';
import { exampleConfig } from './example-config';
import { EXAMPLES_FILE, exampleParts } from './examples-file';
import { markdownTable } from './markdown-table';
import { profileKeys } from './profile-keys';
import type { Example, Observed } from './run-examples';
import { shellWord } from '../terminal/shell-word';
import type { VendorPackage } from './vendor-package';

/** The generated parts of a README, by the name in their marks. */
export const sectionsOf = (
  { name: packageName, integration, except }: Pick<VendorPackage, 'name' | 'integration' | 'except'>,
  { commands, extraCommands, client, examples }: Observed,
): Readonly<Record<string, string>> => ({
  use: useParts(integration, packageName, examples.get('iam-get-user')),
  parameters: parameterTable(integration),
  profile: profileKeys(integration.brand, integration.mappers.outgoing, integration.references),
  commands: [
    ...commands.map((name, index) =>
      commandSection(COMMANDS[name], contextOutputs(COMMANDS[name]), examples.get(name), index === 0),
    ),
    ...extraCommands.map((extra) =>
      commandSection(extra, extraOutputs(extra), examples.get(extra.name), false),
    ),
  ].join('\n\n'),
  abilities: abilityList(integration, client),
  limits: limitTable(integration, client),
  ...(Object.keys(except).length === 0 ? {} : { exceptions: exceptionTable(except) }),
});

/** A configuration to begin with, and two commands to try it. */
const useParts = (integration: Integration, packageName: string, read: Example | undefined): string => {
  const config = JSON.stringify(exampleConfig(integration, packageName), undefined, 2);
  const commands = ['iam test', ...(read === undefined ? [] : [`iam ${shellWord(read.line)}`])];
  return [`\`\`\`json\n${config}\n\`\`\``, `\`\`\`sh\n${commands.join('\n')}\n\`\`\``].join('\n\n');
};

const parameterTable = ({ fields }: Integration): string =>
  markdownTable(
    ['Parameter', 'Key', 'Description', 'Required', 'Default'],
    Object.entries(fields).map(([key, field]) => [
      field.label,
      `\`${key}\``,
      descriptionOf(field),
      field.required ? 'yes' : 'no',
      field.default === undefined ? '' : `\`${String(field.default)}\``,
    ]),
  );

/** What a parameter is for, with its choices and where else it may come from. */
export const descriptionOf = ({ help, type, choices, env }: Field<unknown>): string =>
  [
    help,
    type === 'secret' ? 'Never shown.' : undefined,
    choices === undefined ? undefined : `One of ${choices.join(', ')}.`,
    env === undefined ? undefined : `Read from ${env} when absent.`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');

/** The first command is shown with its whole example; of the others the call, and a link to the rest. */
const commandSection = (
  spec: Pick<CommandSpec, 'name' | 'description' | 'arguments'>,
  outputs: readonly Output[],
  example: Example | undefined,
  isFirst: boolean,
): string =>
  [
    `### ${spec.name}`,
    spec.description,
    ...(spec.arguments.length === 0
      ? []
      : [
          '#### Input',
          markdownTable(
            ['Argument', 'Description', 'Required', 'Default'],
            spec.arguments.map((argument) => [
              argument.name,
              argument.description,
              argument.required ? 'yes' : 'no',
              argument.default ?? '',
            ]),
          ),
        ]),
    '#### Context output',
    markdownTable(['Path', 'Type', 'Description'], outputs),
    ...(example === undefined ? [] : isFirst ? exampleParts(example, '####') : callParts(spec, example)),
  ].join('\n\n');

const callParts = ({ name }: Pick<CommandSpec, 'name'>, { line }: Example): readonly string[] => [
  '#### Command example',
  `\`\`\`\n${line}\n\`\`\``,
  `Its result is in [${EXAMPLES_FILE}](${EXAMPLES_FILE}#${name}).`,
];

const abilityList = (integration: Integration, client: UserClient): string => {
  const abilities: readonly (readonly [is: boolean, text: string])[] = [
    [true, `finds people by ${integration.lookupBy.map((name) => `\`${name}\``).join(', then ')}`],
    [true, 'creates, updates, enables and disables people'],
    [client.groups !== undefined, 'reads, creates, changes and deletes groups'],
    [client.groups?.getMembers !== undefined, 'reads members on demand, where a group read leaves them out'],
    [client.listUsers !== undefined, 'lists all people, page by page'],
    [client.deleteUser !== undefined, 'can remove a person’s record for good'],
  ];
  return abilities
    .filter(([is]) => is)
    .map(([, text]) => `- ${text}`)
    .join('\n');
};

const limitTable = (
  { rateLimit, rateLimits, requiredAttributes, attributes }: Integration,
  { groups }: UserClient,
): string =>
  markdownTable(
    ['Limit', 'Value'],
    [
      ['Requests per second', rateLimit === undefined ? 'none known' : String(rateLimit)],
      ...rateLimits.map(({ requests, per, burst, of }) => [
        `Requests per ${per}${of === undefined ? '' : `: ${limitedRequests(of)}`}`,
        `${requests}${burst === undefined ? '' : `, at most ${burst} at once`}`,
      ]),
      ...(groups === undefined
        ? []
        : [
            [
              'Member changes per request',
              groups.membersPerRequest === undefined ? 'none known' : String(groups.membersPerRequest),
            ],
          ]),
      ['Attributes a new user must have', listed(requiredAttributes)],
      ['Attributes that can be written', listed(attributes)],
    ],
  );

const exceptionTable = (except: VendorPackage['except']): string =>
  markdownTable(['Check that it does not pass', 'Why'], Object.entries(except));

const limitedRequests = (of: NonNullable<Integration['rateLimits'][number]['of']>): string =>
  typeof of === 'string' ? of : `\`${[of.method, of.path].filter((part) => part !== undefined).join(' ')}\``;

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
