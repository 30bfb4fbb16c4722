/**
 * Every Human Readable block of the two published integration documents, from their documented contexts (details in
 * the order in which the vendor sent them). The documents show tables as a web page needs them; the listed differences
 * are undone here one by one, everything else must be equal to the letter.
 */
import type { CommandResult } from '../commands/result';
import awsExamples from './__fixtures__/aws-ilm-examples.json';
import atlassianExamples from './__fixtures__/atlassian-examples.json';
import { toContext } from './context';
import { toMarkdown } from './markdown';

interface Example {
  readonly command: string;
  readonly call: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly humanReadable: readonly string[];
}

const examples: readonly Example[] = [...awsExamples, ...atlassianExamples];

/** The platform writes <br>; only its documentation writes <br/>. */
const asEmitted = (line: string): string => line.replaceAll('<br/>', '<br>');

/** Difference 2: a dictionary inside a cell is JSON, not Python text. */
const withJsonCells = (line: string): string =>
  line.replace(
    /\{'value': '([^']*)', 'type': 'work', 'primary': True\}/,
    '{"value": "$1", "type": "work", "primary": true}',
  );

/** Difference 2: the headers of a reply without a body are a dictionary, one line per header, not Python text. */
const withHeaderLines = (line: string): string =>
  line.replace(/\{'Date'.*?\}/, (text) =>
    Object.entries(headersOf(text))
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join('<br>'),
  );

const headersOf = (text: string): Record<string, unknown> => JSON.parse(text.replaceAll("'", '"'));

const resultOf = ({ command, context }: Example): CommandResult => {
  const { IAM, ...groups } = context as { IAM?: { UserProfile: never; Vendor: never } };
  const base = {
    command,
    brand: '',
    instanceName: '',
    status: 'done' as const,
    who: '',
    run: 'run-1',
    warnings: [],
    requests: 1,
  };
  if (IAM !== undefined) {
    return {
      ...base,
      kind: 'user',
      userProfile: IAM.UserProfile,
      vendor: IAM.Vendor,
      reEnabled: false,
      happened: 'found',
    };
  }
  const [contextKey, group] = Object.entries(groups)[0] as ['GetGroup', { details: unknown }];
  const details = typeof group.details === 'string' ? headersOf(group.details) : group.details;
  const title = `AWS ${contextKey.replace('Group', ' Group')}:`;
  return { ...base, kind: 'group', contextKey, title, group: { ...group, details } as never };
};

describe('the documented examples', () => {
  it('are twelve', () => {
    expect(examples).toHaveLength(12);
  });

  it.each(examples)('table of $call', (example) => {
    const documented = example.humanReadable.map(asEmitted).map(withJsonCells).map(withHeaderLines);

    expect(toMarkdown(resultOf(example))).toBe(documented.map((line) => `${line}\n`).join(''));
  });

  it.each(examples)('context of $call', (example) => {
    const withoutHeaderText = (text: string): string =>
      text.replace(/"(\{'Date'.*?\})"/, (_, headers: string) => JSON.stringify(headersOf(headers)));

    // As text, because the order of the keys is part of what is documented.
    expect(JSON.stringify(toContext(resultOf(example)))).toBe(
      withoutHeaderText(JSON.stringify(example.context)),
    );
  });
});
