import { workerLog } from './worker-event';

const EVENT = { event: 'applied', run: 7, text: 'Run 7 is over:\r\n12 done.\u001b[2J' };

const written = (where: { readonly isTerminal: boolean; readonly format: 'text' | 'json' }): string => {
  let all = '';
  workerLog({ ...where, err: (text) => (all += text) }, () => new Date('2026-11-26T06:00:00Z'))(EVENT);
  return all;
};

it('is a sentence where a person looks on, and has its time elsewhere', () => {
  const line = written({ isTerminal: true, format: 'text' });
  expect(line).toMatch(/^Run 7 is over: 12 done\./);
  expect(line).not.toContain('\u001b');
  expect(line.trimEnd().split('\n')).toHaveLength(1);
  expect(written({ isTerminal: false, format: 'text' })).toBe(`2026-11-26T06:00:00.000Z ${line}`);
});

it('is a line of JSON for programs', () => {
  const line = written({ isTerminal: true, format: 'json' });
  expect(line).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(line)).toMatchObject({
    at: '2026-11-26T06:00:00.000Z',
    event: 'applied',
    run: 7,
    text: expect.stringContaining('Run 7 is over: 12 done.') as string,
  });
});
