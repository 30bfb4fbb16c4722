import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CommandResult } from '../commands/result';
import { failure } from '../errors/failure';
import type { RequestEvent } from '../http/request-event';
import { CHANNELS, reportRun, type CommandEndEvent } from './channels';

const OF = { run: 'run-1', instanceName: 'A', brand: 'Acme', command: 'iam-get-user' };

const request: RequestEvent = {
  method: 'GET',
  path: '/Users/jane@example.com?filter=userName%20eq%20%22jane%22',
  attempt: 2,
  durationMs: 12,
  status: 503,
  requestId: 'r1',
  failure: failure('vendor-error', 'Jane is busy', { status: 503 }),
};

const result = (extra: object): CommandResult =>
  ({ kind: 'test', ...OF, warnings: [], requests: 2, who: '', status: 'done', ...extra }) as CommandResult;

describe('the diagnostics channels', () => {
  const heard: { readonly name: string; readonly event: unknown }[] = [];
  const listeners = Object.values(CHANNELS).map(
    (name) => [name, (event: unknown) => void heard.push({ name, event })] as const,
  );

  beforeEach(() => {
    heard.length = 0;
    listeners.forEach(([name, listener]) => subscribe(name, listener));
  });
  afterEach(() => listeners.forEach(([name, listener]) => unsubscribe(name, listener)));

  it('tell of a command and its requests under one run', () => {
    let now = 100;
    const reporter = reportRun(OF, () => now);
    reporter?.onRequest(request, '/Users/{}');
    now = 150;
    reporter?.end(result({ kind: 'user', happened: 'found' }));

    expect(heard).toEqual([
      { name: 'iam:command:start', event: { ...OF } },
      {
        name: 'iam:request',
        event: {
          ...OF,
          method: 'GET',
          path: '/Users/{}',
          attempt: 2,
          durationMs: 12,
          status: 503,
          requestId: 'r1',
          failure: 'vendor-error',
        },
      },
      {
        name: 'iam:command:end',
        event: { ...OF, status: 'done', durationMs: 50, requests: 2, outcome: 'found' },
      },
    ]);
  });

  it('do not count what a dry run would do with what was done', () => {
    const reporter = reportRun(OF, () => 0);
    reporter?.end(result({ kind: 'user', dryRun: true, happened: 'disabled' }));
    reporter?.end(result({ kind: 'user', dryRun: true, skipCause: 'already' }));
    reporter?.end(result({ kind: 'user', dryRun: false, happened: 'disabled' }));
    reporter?.end(result({ kind: 'group', happened: 'updated' }));

    const outcomes = heard.slice(1).map(({ event }) => (event as CommandEndEvent).outcome);
    expect(outcomes).toEqual(['dry-run', 'dry-run', 'disabled', undefined]);
  });

  it('identify no person: ids, the query and the text of a failure are left out', () => {
    const reporter = reportRun(OF, () => 0);
    reporter?.onRequest(request, '/Users/{}');
    reporter?.end(
      result({
        status: 'failed',
        who: 'jane',
        failure: failure('conflict', 'jane exists', { requestId: 'r2' }),
      }),
    );
    expect(JSON.stringify(heard)).not.toMatch(/jane/i);
    expect(heard.at(-1)?.event).toMatchObject({ status: 'failed', failure: 'conflict', requestId: 'r2' });
  });

  it('tell nothing that is not there', () => {
    const { requestId: _id, failure: _failure, ...bare } = request;
    const reporter = reportRun(OF, () => 0);
    reporter?.onRequest({ ...bare, status: null }, '/Users/{}');
    reporter?.end(result({ kind: 'user', skipCause: 'already-so' }));
    reporter?.end(result({ status: 'failed', failure: failure('conflict', 'x') }));

    expect(heard.slice(1).map(({ event }) => event)).toStrictEqual([
      { ...OF, method: 'GET', path: '/Users/{}', attempt: 2, durationMs: 12, status: null },
      { ...OF, status: 'done', durationMs: 0, requests: 2, outcome: 'already-so' },
      { ...OF, status: 'failed', durationMs: 0, requests: 2, failure: 'conflict' },
    ]);
  });

  it.each(Object.values(CHANNELS))('are told of when only %s is listened to', (name) => {
    listeners
      .filter(([other]) => other !== name)
      .forEach(([other, listener]) => unsubscribe(other, listener));
    const reporter = reportRun(OF, () => 0);
    reporter?.onRequest(request, '/Users/{}');
    reporter?.end(result({}));

    expect(heard.map((one) => one.name)).toEqual([name]);
  });

  it('cost nothing without a subscriber', () => {
    listeners.forEach(([name, listener]) => unsubscribe(name, listener));
    const now = jest.fn(() => 0);
    expect(reportRun(OF, now)).toBeUndefined();
    expect(now).not.toHaveBeenCalled();
  });
});
