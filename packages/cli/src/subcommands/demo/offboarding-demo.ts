import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@iam/sandbox';
import type { OffboardSettings } from '../../people/offboard/offboard';
import type { Io } from '../../terminal/io';
import { wrapText } from '../../terminal/wrap-text';
import { EXIT } from '../../terminal/usage-error';
import { indented, narrower } from './demo-summary';
import { ADDRESS } from './demo-script';
import { withShortName } from './short-name';

/**
 * The end of the story: `iam offboard` disables the person of the story everywhere, reads every application again and writes a
 * report. Its configuration and the report are in a folder that is removed afterwards. Returns what did not end as it should.
 */
export const tellOffboarding = async (
  { config }: Pick<Sandbox, 'config'>,
  isSummary: boolean,
  io: Io,
): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-demo-'));
  try {
    await writeFile(
      join(folder, 'iam.config.json'),
      JSON.stringify({ instances: config.instances.map(withShortName) }),
      { mode: 0o600 },
    );
    io.stdout.write(`${TITLE}\n`);
    const words = `iam offboard ${ADDRESS} --report jane`;
    if (!isSummary) {
      io.stdout.write(`$ ${words}\n`);
      const inOnePlace = { ...io, stderr: { ...io.stdout, isTTY: false } };
      const code = await offboard(folder, { output: 'table', verbose: true }, inOnePlace);
      io.stdout.write(`\n${await readFile(join(folder, 'jane.md'), 'utf8')}\n`);
      return surprises(words, code);
    }
    const written: string[] = [];
    const sink = { ...narrower(io).stdout, write: (text: string) => void written.push(text) };
    const code = await offboard(
      folder,
      { output: 'summary', verbose: false },
      { ...io, stdout: sink, stderr: { ...sink, isTTY: false } },
    );
    const lines = written
      .join('')
      .trimEnd()
      .split('\n')
      // The files are gone when the demonstration ends: there is nothing that the hashes could be compared with.
      .filter((line) => line !== ADDRESS && !line.startsWith('sha256 '))
      .map((line) =>
        line.startsWith('The report is in ')
          ? line.replace(/\.$/, ', which the demonstration takes away.')
          : line,
      )
      .map((line) => wrapText(line, sink.columns));
    io.stdout.write(`${indented([`$ ${words}`, ...lines].join('\n'))}\n`);
    return surprises(words, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const TITLE = 'She leaves for good: disabled everywhere, read again, and a report as proof';

const surprises = (words: string, code: number): readonly string[] =>
  code === EXIT.ok ? [] : [`${words} ended with ${code} instead of ${EXIT.ok}.`];

const offboard = async (
  folder: string,
  shown: Pick<OffboardSettings, 'output' | 'verbose'>,
  io: Io,
): Promise<number> => {
  const { runOffboardWords } = await import('../../people/people-words.js');
  const settings: OffboardSettings = {
    ...shown,
    config: undefined,
    using: [],
    debug: false,
    audit: undefined,
    from: undefined,
    results: undefined,
    dryRun: false,
    yes: false,
    keepGroups: false,
    report: 'jane',
  };
  return runOffboardWords([ADDRESS], settings, { ...io, cwd: folder });
};
