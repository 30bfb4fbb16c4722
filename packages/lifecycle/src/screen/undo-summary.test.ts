import { GUARD, HEAD } from '../plan/__fixtures__/lines';
import { countsOf, newSum } from '../plan/guards/app-counts';
import type { AppCounts } from '../plan/file/plan-line';
import type { MadeUndo } from '../undo/undo-request';
import { undoSummary } from './undo-summary';

const counts = (more: Partial<AppCounts>): AppCounts => ({ ...countsOf(newSum(), false), ...more });
const ENABLED = counts({ ops: { enable: 2 }, reasons: { undo: 2 }, estimateSeconds: 1 });

const lastLines = (more: Partial<MadeUndo>, approval: 'none' | 'one-person' | 'two-people'): string => {
  const undo: MadeUndo = {
    path: '/x/u.jsonl',
    head: HEAD,
    guards: [GUARD],
    apps: { AWS: ENABLED },
    sha256: '',
    exit: 3,
    ...more,
  };
  const lines = undoSummary(undo, 7, { cwd: '/x', approval }).split('\n');
  return lines.slice(lines.findIndex((line) => line.startsWith('Nothing is undone yet')) + 1).join('\n');
};

it.each([
  ['none', 'Next: iam show u.jsonl, then iam apply u.jsonl (about 1 s).'],
  ['one-person', 'Next: iam show u.jsonl, iam approve u.jsonl, then iam apply u.jsonl (about 1 s).'],
  [
    'two-people',
    'Next: iam show u.jsonl, iam approve u.jsonl (signed by another person), then iam apply u.jsonl (about 1 s).',
  ],
] as const)('names the calls that the configuration wants with approval %s', (approval, next) => {
  expect(lastLines({}, approval)).toBe(next);
});

it('names what can be applied beside an application that a guard stops', () => {
  const guards = [{ ...GUARD, ok: false, app: 'Okta', value: 9 }];
  const apps = { AWS: ENABLED, Okta: { ...ENABLED, stopped: true } };
  const text = lastLines({ guards, apps, exit: 4 }, 'none');
  expect(text).toContain('When that is right: iam approve u.jsonl');
  expect(text).toContain('then iam apply u.jsonl (about 1 s).');
});
