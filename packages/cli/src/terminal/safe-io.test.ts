import { pretendedProcess } from '../__fixtures__/terminal';
import { safeIo } from './safe-io';

it('makes what is rewritten printable, and keeps it on one line', () => {
  const lines: string[] = [];
  const { io } = pretendedProcess({ isTTY: true });
  const safe = safeIo({ ...io, stderr: { ...io.stderr, rewrite: (line) => lines.push(line) } });
  safe.stderr.rewrite?.('run 2\u001b[2J\r1 of 2');

  expect(lines).toEqual(['run 2\\u001b[2J 1 of 2']);
});

it('offers no rewriting where there is none', () => {
  expect(safeIo(pretendedProcess().io).stderr).not.toHaveProperty('rewrite');
});
