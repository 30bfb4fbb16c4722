import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import type { Io } from '../terminal/io';
import { historyFile, mayBeKept, readHistory, writeHistory } from './history';

/** The lines that are typed or come on standard input. */
export interface Lines {
  /** The next line; undefined at the end. `isMore` asks for the rest of a line. */
  readonly next: (isMore?: boolean) => Promise<string | undefined>;
  /** Puts a whole line into the history. */
  readonly keep: (line: string) => void;
  readonly ask: Io['stdin']['ask'];
  readonly onInterrupt: Io['onInterrupt'];
  readonly close: () => void;
}

interface Means {
  readonly program: Command;
  readonly config: string | undefined;
}

/** Opens standard input as lines; at a terminal with editing, history and completion. */
export const openLines = async (means: Means, io: Io): Promise<Lines> =>
  io.stdin.isTTY ? terminalLines(means, io) : inputLines(io);

/** Lines of a file or a pipe. Nothing of it answers a question. */
const inputLines = (io: Io): Lines => {
  const reader = createInterface({ input: io.stdin.stream(), crlfDelay: Number.POSITIVE_INFINITY });
  const lines = reader[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { value, done } = await lines.next();
      return done === true ? undefined : value;
    },
    keep: () => undefined,
    ask: async () => undefined,
    onInterrupt: io.onInterrupt,
    close: () => reader.close(),
  };
};

const PROMPT = 'iam> ';
const MORE = '...> ';

const terminalLines = ({ program, config }: Means, io: Io): Lines => {
  const file = historyFile(io);
  let history = [...readHistory(file)];
  const reader = createInterface({
    input: io.stdin.stream(),
    output: process.stdout,
    terminal: true,
    // Kept by hand: a line with a secret must not get in.
    history: [...history],
    historySize: 1000,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
      void completed(line, program, config, io).then((found) => done(null, found));
    },
  });
  const typed: string[] = [];
  const state: { waiting?: (line: string | undefined) => void; isAsking: boolean; isClosed: boolean } = {
    isAsking: false,
    isClosed: false,
  };
  const listeners = new Set<() => void>();
  const give = (line: string | undefined): void => {
    const { waiting } = state;
    delete state.waiting;
    waiting?.(line);
  };
  reader.on('line', (line) => (state.waiting === undefined ? typed.push(line) : give(line)));
  reader.on('close', () => {
    state.isClosed = true;
    give(undefined);
  });
  reader.on('history', forgetSecrets);
  reader.on('SIGINT', () =>
    // An empty line runs nothing; a question has no answer.
    interrupted(reader, state.waiting !== undefined, listeners, () => give(state.isAsking ? undefined : '')),
  );
  return {
    next: (isMore = false) => {
      if (typed.length > 0) {
        return Promise.resolve(typed.shift());
      }
      if (state.isClosed) {
        return Promise.resolve(undefined);
      }
      return new Promise((resolve) => {
        state.waiting = resolve;
        state.isAsking = false;
        reader.setPrompt(isMore ? MORE : PROMPT);
        reader.prompt();
      });
    },
    keep: (line) => {
      const whole = line
        .split('\n')
        .map((part) => part.trim())
        .join(' ');
      if (mayBeKept(whole) && whole !== history[0]) {
        history = [whole, ...history];
      }
    },
    // What was typed ahead is for the next commands, never a yes.
    ask: (question) =>
      new Promise((resolve) => {
        if (state.isClosed) {
          resolve(undefined);
          return;
        }
        state.waiting = resolve;
        state.isAsking = true;
        reader.setPrompt(question);
        reader.prompt();
      }),
    onInterrupt: (listener) => {
      listeners.add(listener);
      const release = io.onInterrupt(listener);
      return () => {
        listeners.delete(listener);
        release();
      };
    },
    close: () => {
      reader.close();
      const why = writeHistory(file, history);
      if (why !== undefined) {
        io.stderr.write(`The history is not kept (${why}).\n`);
      }
    },
  };
};

/** readline keeps the list that it hands over. */
const forgetSecrets = (lines: string[]): void => {
  const kept = lines.filter(mayBeKept);
  lines.splice(0, lines.length, ...kept);
};

/** Ctrl-C stops a command that runs (the second one ends the process, as everywhere), and empties the line at a prompt. */
const interrupted = (
  reader: Interface,
  isPrompting: boolean,
  listeners: ReadonlySet<() => void>,
  abandon: () => void,
): void => {
  if (!isPrompting) {
    if (listeners.size === 0) {
      process.exit(130);
    }
    [...listeners].forEach((listener) => listener());
    return;
  }
  reader.write(null, { ctrl: true, name: 'e' });
  reader.write(null, { ctrl: true, name: 'u' });
  process.stdout.write('\n');
  abandon();
};

const completed = async (
  line: string,
  program: Command,
  config: string | undefined,
  io: Io,
): Promise<[string[], string]> => {
  const { candidatesFor } = await import('../completion/candidates.js');
  // A value in JSON may have spaces; the word begins where its name does.
  const json = Math.max(line.indexOf('={'), line.indexOf('=['));
  const current = line.slice(line.lastIndexOf(' ', json < 0 ? line.length : json) + 1);
  const before = line
    .slice(0, line.length - current.length)
    .split(/\s+/)
    .filter(Boolean);
  const words = before[0] === 'iam' ? before.slice(1) : before;
  const { words: found } = await candidatesFor(
    [...words.map((word) => word.replace(/^!/, '')), current],
    program,
    {
      ...io,
      env: { ...io.env, ...(config === undefined ? {} : { IAM_CONFIG: config }) },
    },
  );
  // Names with spaces need the quotes of the documented syntax.
  return [found.map((word) => (/\s/.test(word) && !/[{[]/.test(word) ? quoted(word) : word)), current];
};

const quoted = (word: string): string => {
  const [, name = '', value = ''] = /^([\w-]+=)?(.*)$/s.exec(word) ?? [];
  return `${name}"${value}"`;
};
