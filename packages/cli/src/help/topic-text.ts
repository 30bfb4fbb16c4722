import { callName } from '../terminal/call-name';
import type { Io } from '../terminal/io';
import { wrapText } from '../terminal/wrap-text';
import { TOPICS, type TopicName } from './topic-names';

/** The text of a topic, fit for the width of standard output. */
export const topicText = (topic: TopicName, io: Pick<Io, 'stdout' | 'env'>): string => {
  const width = io.stdout.columns;
  const { [topic]: parts } = textsOf(callName(io));
  return `${parts.map((part) => (typeof part === 'string' ? wrapText(part, width) : drawn(part, width))).join('\n\n')}\n`;
};

/** Lines that stay as they are, or terms with their meanings. */
type Part = string | readonly string[] | Readonly<Record<string, string>>;

const drawn = (part: Exclude<Part, string>, width: number): string => {
  if (Array.isArray(part)) {
    return part.map((line) => `  ${String(line)}`).join('\n');
  }
  const entries = Object.entries(part as Readonly<Record<string, string>>);
  const indent = Math.max(...entries.map(([term]) => term.length)) + 4;
  return entries
    .map(([term, meaning]) => wrapText(meaning, width, `  ${term}`.padEnd(indent), ' '.repeat(indent)))
    .join('\n');
};

const textsOf = (iam: string): Readonly<Record<TopicName, readonly Part[]>> => ({
  topics: [`Topics, each shown by ${iam} help TOPIC; commands and subcommands are topics too:`, TOPICS],
  people: [
    'The words who, add, set, enable, disable, rename, offboard and group take a person as an address, a user name, employeeid:42, or id:… with --using; values stand behind the people as key=value, and in a CSV file the columns are the keys.',
    'In the documented commands a person is a profile, a JSON object. Any of these keys finds somebody; the first that the application knows is used:',
    {
      id: 'the application’s own key of a person; means something at one application only',
      username: 'the user name',
      email: 'the address',
      employeeid: 'the number in the HR system, where the application keeps it',
    },
    'Usual keys of a profile besides: givenname, surname, displayname, title, department, manageremailaddress, mobilephone. Which key becomes which attribute is in the README of each application’s package; a key that is not sent is named in a warning, and with --strict nothing is sent then.',
  ],
  quoting: [
    'Arguments are written name=value. The shell takes quotes and spaces for its own, so JSON needs single quotes around it:',
    [`${iam} iam-get-user user-profile='{"email": "jane@example.com"}'`],
    'Without a shell’s quotes there are three ways: a file, standard input, or the shell of iam, where JSON is typed as it is:',
    {
      'name=@FILE': 'the content of a file',
      'name=@-': 'standard input',
      [`${iam} shell`]: 'iam-get-user user-profile={"email": "jane@example.com"}',
    },
    'A name with an apostrophe in it ends a single quote; write it in a file, or as \\u0027 in the JSON. Typographic quotes (“ ” ‘ ’) are no quotes to a shell or to JSON; they are named where they are found.',
  ],
  configuration: [
    'The configuration is a JSON file: --config FILE, else the file that IAM_CONFIG names, else iam.config.json in the working directory.',
    {
      [`${iam} config init`]: 'asks for what has to be in it and writes a new file; never over one',
      [`${iam} config check`]: 'checks all of it without sending anything',
      [`${iam} config show`]: 'shows it with secrets masked',
      [`${iam} test`]: 'checks addresses and credentials with one harmless request each',
    },
    'A secret does not belong into the file: env:NAME stands for a variable of the environment, file:PATH for the content of a file.',
  ],
  output: [
    {
      summary: 'a line per application; what a terminal gets unless --output says otherwise',
      table: 'whole records as tables',
      markdown: 'the documented tables; what a file or a pipe gets unless --output says otherwise',
      json: 'the documented context, one JSON document per line and result',
      entry: 'the platform’s entry, one JSON document per line and result',
    },
    'Results go to standard output, everything else to standard error. Colour is for what failed, on a terminal only, and not with NO_COLOR.',
  ],
  'exit-codes': [
    {
      '0': 'every result succeeded or was skipped',
      '1': 'a result failed, or with --strict was left undone; a plan without changes could not decide about everybody',
      '2': 'the call or the configuration is wrong, and nothing was sent',
      '3': 'a plan has changes',
      '4': 'a plan was refused, or stopped by a guard',
    },
    `${iam} shell with commands on standard input ends with the worst code of its commands.`,
  ],
  environment: [
    {
      IAM_CONFIG: 'the configuration where --config does not name one',
      IAM_ACTOR: 'who is named in audit records',
      IAM_DATABASE_URL:
        'the PostgreSQL of the lifecycle, postgres://user:password@host:5432/database; then iam starts none',
      IAM_DATA_DIR:
        'where iam keeps a database of its own otherwise; when absent iam in XDG_DATA_HOME (~/.local/share), on macOS in ~/Library/Application Support, for root /var/lib/iam',
      NO_COLOR: 'any value: no colours',
      XDG_STATE_HOME: 'where the history of the shell is kept (iam/history); ~/.local/state when absent',
    },
    'Variables that the configuration refers to (env:NAME) are taken out of the environment once they are read.',
  ],
});
