/** What Tab does in the real shells, at a pseudo-terminal; only in those that this machine has (bash is everywhere). */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acmeFolder } from '../__fixtures__/terminal';
import { atTerminal, BIN } from '../__fixtures__/pseudo-terminal';
import { shellWord } from '../terminal/shell-word';

const cwd = acmeFolder({ 'Okta IAM_instance_1': {}, b: {} });

const folder = join(cwd, 'bin');
mkdirSync(folder);
writeFileSync(join(folder, 'iam'), `#!/bin/sh\nexec ${shellWord(process.execPath)} ${shellWord(BIN)} "$@"\n`);
chmodSync(join(folder, 'iam'), 0o755);

/** What is typed before Tab, and the words that the shell has then. */
const LINES: readonly (readonly [typed: string, words: string])[] = [
  ['iam group sy', 'iam group sync'],
  ['iam who jane --output summ', 'iam who jane --output summary'],
  ['iam list --app Ok', 'iam list --app Okta IAM_instance_1'],
  ['iam group show Sales --using=Ok', 'iam group show Sales --using=Okta IAM_instance_1'],
  ['iam set jane@example.com surn', 'iam set jane@example.com surname='],
  ['iam runs resu', 'iam runs resume'],
  ['iam db doc', 'iam db doctor'],
  ['iam config sh', 'iam config show'],
  ['iam config init okta apiT', 'iam config init okta apiToken='],
  ['iam help exit', 'iam help exit-codes'],
  ['iam apply iam.conf', 'iam apply iam.config.json'],
];

/** How each is started without the settings of this machine, and learns the completion. */
const SHELLS: Readonly<Record<string, readonly [argv: readonly string[], setUp: string]>> = {
  bash: [['bash', '--norc', '--noprofile', '-i'], 'source <(iam completion bash)'],
  zsh: [
    ['zsh', '-f', '-i'],
    "bindkey -e; autoload -Uz compinit; compinit -u -D; PROMPT='$ '; unsetopt promptcr promptsp; source <(iam completion zsh)",
  ],
  fish: [
    ['fish', '--no-config', '-i', '-C', "function fish_prompt; echo -n '$ '; end"],
    'iam completion fish | source',
  ],
};

const installed = Object.keys(SHELLS).filter((name) => spawnSync(name, ['-c', 'exit']).status === 0);

const TO_THE_BEGINNING = '\u0001';

const shown = (index: number): string => (index < 0 ? 'ready' : `<${LINES[index]?.[1] ?? ''}`);

describe.each(installed)('in %s', (name) => {
  it('Tab completes what is typed', async () => {
    const [argv, setUp] = SHELLS[name] ?? [[], ''];
    const { text } = await atTerminal(argv, {
      columns: 200,
      cwd,
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, HOME: cwd, PS1: '$ ' },
      typed: [
        ['$ ', `${setUp}; echo rea''dy\r`],
        // A line is not run but shown: `echo` is put before it.
        ...LINES.map(([typed], index): readonly [string, string] => [
          shown(index - 1),
          `${typed}\t${TO_THE_BEGINNING}echo '<'\r`,
        ]),
        [shown(LINES.length - 1), 'exit\r'],
      ],
    });

    for (const [, words] of LINES) {
      expect(text).toContain(`<${words}`);
    }
  });
});
