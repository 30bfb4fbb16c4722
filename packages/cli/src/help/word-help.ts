import { wrapText } from '../terminal/wrap-text';

type WordWithHelp = keyof typeof EXAMPLES;

export const hasWordHelp = (word: string): word is WordWithHelp => Object.hasOwn(EXAMPLES, word);

/** What `--help` of a word for people shows below its options: calls to copy, and what its exit says. */
export const wordHelp = (word: WordWithHelp, name: string, width: number): string =>
  [
    '',
    'Examples:',
    ...EXAMPLES[word].map((example) => `  ${name} ${example}`),
    '',
    wrapText(EXITS[word] ?? EXIT, width),
  ].join('\n');

const EXAMPLES = {
  who: ['who jane@example.com', 'who employeeid:42 --verbose', 'who --from people.csv --output csv'],
  list: [
    'list --disabled --output csv',
    'list --not-in people.csv',
    'list --using AWS-ILM_1 --group Engineers',
  ],
  add: [
    'add jane@example.com givenname=Jane surname=Doe title=Engineer --dry-run',
    'add --from joiners.csv --results again.jsonl',
  ],
  set: ['set jane@example.com title="Lead engineer" department=', 'set --from movers.csv --dry-run'],
  enable: ['enable jane@example.com'],
  disable: ['disable jane@example.com joe@example.com', 'disable --from leavers.csv --yes'],
  rename: ['rename jane@example.com jane.dale@example.com surname=Dale'],
  offboard: ['offboard jane@example.com --report jane', 'offboard --from leavers.csv --dry-run'],
  group: [
    'group show Engineers',
    'group add Engineers --members jane@example.com,joe@example.com',
    'group sync Engineers --from engineers.csv --dry-run',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const EXIT =
  'Exit 0 only when all that was asked for is so at every application; 1 when something failed, could not be asked, or nobody was found; 2 when the call is wrong and nothing was sent.';

const EXITS: Partial<Record<WordWithHelp, string>> = {
  disable: `${EXIT} Before more than ten people lose their access it asks.`,
  list: 'Exit 1 when an application could not be read or has no list of users: who is there is not known.',
  offboard:
    'Exit 0 only when no active account of these people is left anywhere; an application that could not be asked is not known, and never closed. Safe to repeat. Before more than ten people lose their access it asks.',
};
