import { GUARD } from '../plan/__fixtures__/lines';
import type { GuardLine } from '../plan/file/plan-line';
import { fatalGuard } from '../plan/guards/guards';
import { whatAllows } from './what-allows';

const stopped = (rule: GuardLine['rule'], app: string, value: number): GuardLine => ({
  ...GUARD,
  rule,
  app,
  value,
  ok: false,
});

it('is one call that allows all that stops, each with the greatest number', () => {
  const guards = [
    stopped('feedShrinks', '*', 16),
    stopped('leavers', '*', 17),
    stopped('leavers', 'AWS', 8),
    stopped('leavers', 'Okta', 16),
    { ...stopped('errors', '*', 99), ok: true },
  ];
  expect(whatAllows('p.jsonl', guards)).toEqual([
    'Nothing that is stopped is applied without an approval. See who: iam show p.jsonl',
    'When that is right: iam approve p.jsonl --allow-feed-shrinks 16 --allow-leavers 17',
  ]);
});

it('is no approval where the feed cannot be used', () => {
  const text = whatAllows('p.jsonl', [fatalGuard('It is empty.'), stopped('leavers', '*', 17)]).join('\n');

  expect(text).toContain('no approval allows it. Correct the feed');
  expect(text).not.toContain('iam approve');
  expect(text).not.toContain('iam show');
});

it('is nothing where nothing stops', () => {
  expect(whatAllows('p.jsonl', [{ ...GUARD, ok: true }])).toEqual([]);
});
