import type { Command } from 'commander';
import { printable } from '@iam/core';
import { jsonLine } from '../output/output';
import type { Io } from '../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../terminal/usage-error';
import { lineWords, type LineRead } from './line-words';
import { openLines, type Lines } from './lines';
import { worse } from './worst-code';
import type { RunWords } from './run-words';

export interface ShellMeans {
  readonly config: string | undefined;
  readonly program: Command;
  readonly run: RunWords | undefined;
}

/** What the shell keeps from line to line. */
interface State {
  contexts: readonly unknown[];
  code: ExitCode;
}

/**
 * `iam shell`: a command a line, as on the command line without `iam`. At a terminal it has a prompt, history and completion, and ends
 * well; with commands on standard input it ends with the worst of their exit codes.
 */
export const runShell = async ({ config, program, run }: ShellMeans, io: Io): Promise<ExitCode> => {
  if (run === undefined) {
    throw new UsageError('There is a shell already; .exit ends it.');
  }
  // A command takes the secrets it has read out of the environment; the next one needs them again.
  const variables = { ...io.env };
  const isTerminal = io.stdin.isTTY;
  const lines = await openLines({ program, config }, io);
  const state: State = { contexts: [], code: EXIT.ok };
  try {
    for (let text = await lines.next(); text !== undefined; text = await lines.next()) {
      const read = await wholeLine(text, lines);
      if (read.kind === 'words' && isEnd(read.words[0])) {
        break;
      }
      const code = await runLine(read, { config, run, lines, state, variables }, io);
      state.code = worse(state.code, code);
    }
  } finally {
    lines.close();
  }
  return isTerminal ? EXIT.ok : state.code;
};

const isEnd = (word = ''): boolean => ['.exit', '.quit', 'exit', 'quit'].includes(word);

/** Reads on while a bracket or a quote is open. */
const wholeLine = async (first: string, lines: Lines): Promise<LineRead> => {
  if (/^\s*(#|$)/.test(first)) {
    return { kind: 'words', words: [] };
  }
  let text = first;
  let read = lineWords(text);
  while (read.kind === 'open') {
    const more = await lines.next(true);
    if (more === undefined) {
      break;
    }
    text = `${text}\n${more}`;
    read = lineWords(text);
  }
  lines.keep(text);
  return read;
};

interface LineMeans {
  readonly config: string | undefined;
  readonly run: RunWords;
  readonly lines: Lines;
  readonly state: State;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

const runLine = async (
  read: LineRead,
  { config, run, lines, state, variables }: LineMeans,
  io: Io,
): Promise<ExitCode> => {
  if (read.kind !== 'words') {
    const why = read.kind === 'open' ? `${read.what} is never closed` : read.problem;
    io.stderr.write(`The line cannot be read: ${why}.\n`);
    return EXIT.wrong;
  }
  const [first = '', ...rest] = read.words[0] === 'iam' ? read.words.slice(1) : read.words;
  if (first === '') {
    return EXIT.ok;
  }
  if (first === '.json') {
    if (state.contexts.length === 0) {
      io.stderr.write('There is no context yet: .json shows that of the last documented command.\n');
    }
    state.contexts.forEach((context) => io.stdout.write(jsonLine(context)));
    return EXIT.ok;
  }
  if (first === '.help') {
    io.stdout.write(HELP);
    return EXIT.ok;
  }
  if (first.startsWith('.') || first === 'shell') {
    io.stderr.write(`${printable(first)} is no command of the shell; .help lists them.\n`);
    return EXIT.wrong;
  }
  const environment: Record<string, string | undefined> = {
    ...variables,
    ...(config === undefined ? {} : { IAM_CONFIG: config }),
  };
  const words = [first.replace(/^!/, ''), ...rest];
  return run(words, {
    ...io,
    env: environment,
    // The copy of this line only; the process itself has lost them after the first command.
    forget: (names) => {
      names.forEach((name) => delete environment[name]);
      io.forget(names);
    },
    keep: (contexts) => (state.contexts = contexts),
    onInterrupt: lines.onInterrupt,
    stdin: {
      ...io.stdin,
      isTTY: io.stdin.isTTY,
      ask: lines.ask,
      // The lines that follow are commands, and no value of this one.
      readAll: () => Promise.reject(new Error('standard input has the commands of the shell; use @FILE')),
    },
  });
};

const HELP = `A line is a command as behind iam: iam-get-user user-profile={"email": "jane@example.com"}
JSON needs no quotes around it, and may go on in the next lines. # begins a comment.

  .json   the context of the last command, as JSON
  .help   this
  .exit   end (also Ctrl-D)

help lists the commands, help COMMAND shows one.
`;
