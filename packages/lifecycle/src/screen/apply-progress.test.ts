import type { Progress } from '../apply/run/progress';
import { progressScreen } from './apply-progress';

const progress: Progress = {
  run: 7,
  apps: [
    {
      app: 'AWS',
      done: 1,
      failed: 0,
      stale: 0,
      held: 0,
      open: 1,
      openPeople: 1,
      waiting: 0,
      cancelled: 0,
      paused: null,
    },
  ],
};

it('writes progress over itself on a terminal, and sends no escape sequence as text', () => {
  const said: string[] = [];
  const screen = progressScreen({
    err: (text) => said.push(text),
    rewrite: (line) => said.push(`over: ${line}`),
  });
  screen.show(progress);
  screen.show(progress);
  screen.note('The database: it is away');
  screen.show(progress);
  screen.end();
  screen.end();

  const line = 'over: run 7  1 of 2 done';
  expect(said).toEqual([line, line, 'over: ', 'The database: it is away\n', line, 'over: ']);
});

it('writes a line every ten seconds elsewhere', () => {
  const said: string[] = [];
  let now = 0;
  const screen = progressScreen({ err: (text) => said.push(text) }, () => now);
  for (now = 0; now <= 25_000; now += 5_000) {
    screen.show(progress);
  }
  screen.end();

  expect(said).toEqual(['run 7  1 of 2 done\n', 'run 7  1 of 2 done\n']);
});
