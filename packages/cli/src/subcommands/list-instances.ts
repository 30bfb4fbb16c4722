import { COMMANDS, printable, tableToMarkdown, type Instance } from '@iam/core';
import { surveyConfig, type Survey } from '../config/config';
import type { ConfigProblem } from '../config/decode-config';
import { allMistakes, isOpen, openInstances, problemsOf, type Opened } from '../config/open-instances';
import type { Io } from '../terminal/io';
import { sayOrigins } from '../config/say-origins';
import { jsonLine } from '../output/output';
import type { OutputFormat } from '../output/output-format';
import { tellProblems } from '../terminal/tell-problems';
import { EXIT, type ExitCode } from '../terminal/usage-error';

export interface ListOptions {
  readonly config: string | undefined;
  readonly output: OutputFormat;
  /** Say where the configuration and the integrations come from. */
  readonly verbose?: boolean;
}

/** `iam instances`: what is configured and whether it can be used, without sending a request. */
export const listInstances = async (
  options: ListOptions,
  io: Io,
  { config, problems: inFile }: Survey = surveyConfig(options.config, io),
): Promise<ExitCode> => {
  const opened = await openInstances(config, config.instances, io);
  if (options.verbose === true) {
    sayOrigins(config.file, opened, io);
  }
  const rows = opened.map((one) => describe(one, inFile));
  if (rows.length > 0) {
    io.stdout.write(await render(rows, options.output, io));
  }
  const problems = allMistakes(config, inFile, opened);
  if (problems.length === 0) {
    return EXIT.ok;
  }
  tellProblems(problems, io);
  return EXIT.wrong;
};

const HEADERS = ['name', 'integration', 'brand', 'abilities', 'configuration'] as const;

type Row = Readonly<Record<(typeof HEADERS)[number], string>> & { readonly problems: readonly string[] };

const describe = (opened: Opened, inFile: readonly ConfigProblem[]): Row => {
  const problems = [
    ...inFile.filter(({ about }) => about === opened.config.path).map(({ text }) => text),
    ...problemsOf(opened),
  ];
  return {
    name: opened.config.name,
    integration: opened.config.integration,
    brand: isOpen(opened) ? opened.brand : '',
    abilities: isOpen(opened) ? abilitiesOf(opened.instance) : '',
    configuration: problems.length === 0 ? 'ok' : 'wrong',
    problems,
  };
};

const abilitiesOf = ({ commands, extraCommands }: Instance): string => {
  const kinds = new Set(commands.map((name) => COMMANDS[name].kind));
  return [
    kinds.has('user') ? 'users' : '',
    kinds.has('group') ? 'groups' : '',
    ...extraCommands.map(({ name }) => name),
  ]
    .filter(Boolean)
    .join(', ');
};

const render = async (rows: readonly Row[], output: OutputFormat, io: Io): Promise<string> => {
  switch (output) {
    case 'json':
    case 'entry':
      return rows
        .map(({ problems, ...row }) => jsonLine(problems.length === 0 ? row : { ...row, problems }))
        .join('');
    case 'markdown':
      return tableToMarkdown('Instances', rows, { headers: HEADERS });
    case 'summary':
    case 'table': {
      const { drawTable } = await import('../output/terminal-table.js');
      const cells = rows.map((row) => HEADERS.map((name) => printable(row[name])));
      return drawTable({ title: 'Instances', headers: HEADERS, rows: cells }, io, { upright: false });
    }
  }
};
