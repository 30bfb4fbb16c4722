import { pretendedProcess } from '../__fixtures__/terminal';
import { progressLine, showProgress } from './progress';

it('tells how far it is, and the same only once', () => {
  const timers: (() => void)[] = [];
  const { io, written } = pretendedProcess({
    after: (_ms, act) => {
      timers.push(act);
      return () => undefined;
    },
  });
  let now = 0;
  const progress = showProgress(2, io, () => now);
  const tick = (): void => {
    now += 10_000;
    timers.pop()?.();
  };
  tick();
  tick();
  progress.advance();
  tick();

  expect(written.stderr).toBe('0 of 2 people\n1 of 2 people (about 30 s left)\n');
});

it('has a rate once there is one', () => {
  expect(progressLine(0, 2, 2000)).toBe('0 of 2 people');
  expect(progressLine(50, 100, 10_000)).toBe('50 of 100 people (5.0 per second, about 10 s left)');
});
