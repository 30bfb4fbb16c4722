import type { CommandContext } from './command-context';
import { runCommand } from './run-command';

it('a user of the database who may not write is told so, and it is no defect', async () => {
  const said: string[] = [];
  const context = {
    err: (text: string) => void said.push(text),
    format: 'text',
    signal: new AbortController().signal,
  } as unknown as CommandContext;
  const refused = () =>
    Promise.reject(Object.assign(new Error('permission denied for table person'), { code: '42501' }));
  expect(await runCommand(refused, context)).toBe(1);
  expect(said.join('')).toContain(
    'The user of the database may not do this: permission denied for table person.',
  );
  expect(said.join('')).not.toContain('defect');
});
