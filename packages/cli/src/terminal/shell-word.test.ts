import { spawnSync } from 'node:child_process';
import { shellWord } from './shell-word';

it.each([['acme'], ['/home/jane/my iam/acme'], ["Jane's folder"], ['$HOME `id` "x"'], ['*'], ['']])(
  'a shell reads %j as one word with the same text',
  (text) => {
    const { stdout } = spawnSync('sh', ['-c', `printf '<%s>' ${shellWord(text)}`], { encoding: 'utf8' });
    expect(stdout).toBe(`<${text}>`);
  },
);
