import type { Applied } from '../apply/apply-plan';
import type { AppProgress } from '../apply/run/progress';
import type { RunState } from '../apply/run/run-state';
import { GUARD } from '../plan/__fixtures__/lines';
import { appliedText } from './applied';

const AWS: AppProgress = {
  app: 'AWS',
  open: 0,
  openPeople: 0,
  waiting: 0,
  done: 1,
  failed: 0,
  stale: 0,
  held: 14,
  cancelled: 0,
  paused: null,
};

const applied = (state: RunState): Applied => ({
  run: { id: 7, planId: 'P', state, startedBy: 'jane', started: '2026-11-26T15:40:00.000Z', ended: null },
  isNew: true,
  wasOver: false,
  progress: { run: 7, apps: [AWS] },
  stopped: [{ ...GUARD, app: 'AWS', ok: false, value: 20, text: 'leavers 20 of 40' }],
});

const textOf = (state: RunState, said = ''): string =>
  appliedText(
    'p.jsonl',
    applied(state),
    {
      failed: said === '' ? [] : [{ app: 'AWS', person: 'E1', op: 'update', state: 'failed', said }],
      temporary: [],
    },
    { isInterrupted: false },
  );

it('advises no approval of a plan that is over, which would change nothing', () => {
  expect(textOf('done')).not.toContain('iam approve');
  expect(textOf('done')).toContain('what was stopped is not done. When it is right after all: iam plan');
  expect(textOf('applying')).toContain('iam approve p.jsonl --allow-leavers 20');
});

it('says what a vendor said in one line', () => {
  expect(textOf('done', 'No.\nrun 7  over\u001b[2J')).toContain(
    'failed  E1 AWS (update): No.\\nrun 7  over\\u001b[2J',
  );
});
