import { setUpWire, TOKEN } from '../../__fixtures__/acme-wire';
import { acme } from '../../__fixtures__/acme';
import { path } from '../../http/path/path';
import { createInstance } from '../../instance/instance';
import type { AuditRecord } from '../../observe/audit';
import { createFakeClock } from '../../http/fake-clock';
import type { RunOptions } from '../../instance/run-options';
import type { PendingWrite } from './write-gate';

const JANE = { 'user-profile': { username: 'jane' } };

describe('beforeWrite', () => {
  it('hears what is about to be sent, after the rate limit and before anything leaves', async () => {
    const order: string[] = [];
    const { instance, sent } = setUpWire(
      {
        limiter: {
          acquire: async ({ method }) => void order.push(`admitted ${method}`),
          observe: () => undefined,
        },
      },
      (request) => void order.push(`sent ${request}`),
    );
    const asked: PendingWrite[] = [];
    await instance.run('iam-disable-user', JANE, {
      run: 'run-1',
      beforeWrite: async (write) => {
        order.push('asked');
        asked.push(write);
      },
    });

    expect(order.slice(0, 5)).toEqual([
      'admitted GET',
      'sent GET /people',
      'admitted POST',
      'asked',
      'sent POST /people/7/off',
    ]);
    expect(asked).toEqual([
      {
        run: 'run-1',
        instanceName: 'acme_1',
        command: 'iam-disable-user',
        method: 'POST',
        path: '/people/7/off',
        id: '7',
        before: { id: '7', login: 'jane', title: 'Clerk' },
        active: true,
        changes: { active: { from: true, to: false } },
        attempt: 1,
      },
    ]);
    expect(sent.slice(0, 2)).toEqual(['GET /people', 'POST /people/7/off']);
  });

  it.each<[string, NonNullable<RunOptions['beforeWrite']>, object]>([
    [
      'an answer with a reason',
      () => ({ refused: 'The record is not the one of the plan.', next: 'Plan again.' }),
      { message: 'The record is not the one of the plan.', next: 'Plan again.' },
    ],
    [
      'an error',
      () => {
        throw new Error('lease lost');
      },
      { message: 'The write was kept back: lease lost' },
    ],
    [
      'a rejection',
      () => Promise.reject(new Error('no database')),
      { message: 'The write was kept back: no database' },
    ],
  ])('keeps the write back by %s', async (_how, beforeWrite, expected) => {
    const { instance, sent } = setUpWire();
    const result = await instance.run('iam-disable-user', JANE, { beforeWrite });

    expect(result).toMatchObject({
      status: 'failed',
      failure: { kind: 'refused', effect: 'none', retryable: false, step: 'POST /people/7/off', ...expected },
    });
    expect(sent).toEqual(['GET /people']);
    expect(result).not.toHaveProperty('changes');
  });

  it('is asked again about a request that is sent again', async () => {
    let refused = false;
    const { instance, sent } = setUpWire({ clock: createFakeClock() }, (request) => {
      const first = request.startsWith('POST') && !refused;
      refused ||= first;
      return first ? 429 : { status: 200, body: { id: '7', login: 'jane' } };
    });
    const attempts: number[] = [];
    await instance.run('iam-disable-user', JANE, {
      beforeWrite: ({ attempt }) => void attempts.push(attempt),
    });

    expect(attempts).toEqual([1, 2]);
    expect(sent.filter((request) => request.startsWith('POST'))).toHaveLength(2);
  });

  it('cannot make a write unsent: after one that was lost the effect stays unknown', async () => {
    const { instance } = setUpWire({ clock: createFakeClock() }, (request) =>
      request.startsWith('POST') ? 500 : undefined,
    );
    let asked = 0;
    const result = await instance.run('iam-disable-user', JANE, {
      beforeWrite: () => ((asked += 1) > 1 ? { refused: 'No more.' } : undefined),
    });

    expect(asked).toBe(2);
    expect(result.failure).toMatchObject({ kind: 'refused', effect: 'unknown' });
  });

  it('that refuses the second request of a change leaves the change in doubt', async () => {
    const kept: AuditRecord[] = [];
    const sent: string[] = [];
    const instance = createInstance(
      {
        ...acme,
        client: (context) => ({
          ...acme.client(context),
          disableUser: async ({ id }) => {
            await context.http.put(path`people/${id}/sessions`);
            await context.http.post(path`people/${id}/off`);
          },
        }),
      },
      { url: 'https://acme.example', token: TOKEN },
      {
        name: 'acme_1',
        env: {},
        onAudit: (record) => void kept.push(record),
        transport: async ({ method, url }) => {
          sent.push(`${method} ${new URL(url).pathname}`);
          return { status: 200, headers: [], body: Buffer.from('{"id":"7","login":"jane"}') };
        },
      },
    );
    const result = await instance.run('iam-disable-user', JANE, {
      beforeWrite: ({ method }) => (method === 'POST' ? { refused: 'Too late.' } : undefined),
    });

    expect(sent).toEqual(['GET /people', 'PUT /people/7/sessions']);
    expect(result).toMatchObject({
      failure: { kind: 'refused', effect: 'unknown' },
      changes: { active: { from: true, to: false } },
    });
    expect(kept.at(-1)).toMatchObject({ outcome: 'refused', changes: [{ active: false }] });
  });

  it('that refuses a change leaves none of it in the audit', async () => {
    const kept: AuditRecord[] = [];
    const { instance } = setUpWire({ onAudit: (record) => void kept.push(record) });
    await instance.run('iam-disable-user', JANE, { beforeWrite: () => ({ refused: 'No.' }) });
    expect(kept).toMatchObject([{ stage: 'begun' }, { stage: 'ended', outcome: 'refused', changes: [] }]);
  });

  it('is not asked about reads, and is shown no secret', async () => {
    const { instance } = setUpWire({}, (request) =>
      request.startsWith('GET') ? { status: 200, body: { id: '7', login: TOKEN } } : undefined,
    );
    const asked: PendingWrite[] = [];
    const beforeWrite = (write: PendingWrite): void => void asked.push(write);
    await instance.run('iam-get-user', { 'user-profile': { username: TOKEN } }, { beforeWrite });
    expect(asked).toEqual([]);
    await instance.run('iam-disable-user', { 'user-profile': { username: TOKEN } }, { beforeWrite });
    expect(asked).toMatchObject([{ before: { login: '[secret]' } }]);
  });
});
