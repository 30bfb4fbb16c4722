import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { JANE, setUpVendor } from '../commands/__fixtures__/in-memory-vendor';
import { groupBefore } from '../commands/group/group-before';
import type { CommandArguments } from '../commands/arguments';
import type { CommandName } from '../commands/command';
import type { CommandResult } from '../commands/result';
import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { RequestEvent } from '../http/request-event';
import { unlimited } from '../http/limits/rate-limit';
import type { AuditRecord } from '../observe/audit';
import { CHANNELS } from '../observe/channels';
import { foldObservers } from '../observe/observer';
import { createFakeClock } from '../http/fake-clock';
import { runObservers } from './run-observers';

const FOUND = { id: '42', username: null, email: null, active: true, details: JANE };

const WRITE: RequestEvent = {
  method: 'PATCH',
  path: '/users/42',
  attempt: 1,
  durationMs: 1,
  status: 200,
  requestId: 'r1',
  // The reply was rejected after it had arrived.
  failure: failure('malformed-reply', 'About another.'),
};

const callOf = (command: CommandName): CommandArguments => ({
  command,
  userProfile: { email: 'jane@example.com' },
  allowEnable: true,
  scim: {},
  memberIdsToAdd: [],
  memberIdsToDelete: [],
  includeMembers: false,
  values: {},
});

/** The observers of one run, all of which write down what they hear and in which order. */
const observed = (command: CommandName, keep: (record: AuditRecord) => void = () => undefined) => {
  const log: string[] = [];
  const observers = foldObservers(
    runObservers(
      {
        listeners: {
          onRequest: () => void log.push('listener: request'),
          onAudit: (record) => {
            log.push(`audit: ${record.stage}`);
            keep(record);
          },
        },
        http: {
          connection: { baseUrl: 'https://acme.example' },
          transport: () => Promise.reject(new Error('not called here')),
          rateLimit: unlimited,
          clock: createFakeClock(),
          redact: (text) => text,
          timeoutMs: 1000,
          errorMessage: () => undefined,
        },
        redaction: {
          end: (result) => {
            log.push(`redaction: effect ${result.failure?.effect}`);
            return result.status === 'failed'
              ? { ...result, failure: { ...result.failure, message: '[secret]' } }
              : result;
          },
        },
        replyCheck: {
          watch: () => async (_write, send) => {
            await send();
            log.push('check: rejected');
            throw new IAMError(failure('malformed-reply', 'About another.', { effect: 'unknown' }));
          },
        },
      },
      { run: 'run-1', instanceName: 'acme_1', brand: 'Acme', command },
      callOf(command),
      {
        meter: { onRequest: () => void log.push('meter: request') },
        journal: {
          found: () => undefined,
          onRequest: () => undefined,
          watch: () => (_write, send) => send(),
          end: (result) => {
            log.push('journal');
            return result;
          },
        },
        groupBefore: groupBefore(),
        rehearsal: undefined,
        asked: undefined,
        actor: undefined,
        onAudit: undefined,
      },
    ),
  );
  const disableUser: UserClient['disableUser'] = async (user) => {
    log.push('client: sent');
    observers.onRequest(WRITE, '/users/{}');
    return user;
  };
  const { client } = setUpVendor();
  return { log, observers, client: { ...client, disableUser } };
};

const failedResult = async (): Promise<CommandResult> => {
  const acme = setUpVendor();
  acme.next('getUser', () =>
    Promise.reject(new IAMError(failure('vendor-error', 'hush', { status: 500, effect: 'none' }))),
  );
  return acme.run('iam-disable-user', { email: 'jane@example.com' });
};

describe('the observers of a run', () => {
  let log: string[] = [];
  const tell = (_event: unknown, name: string | symbol): void => void log.push(`channel: ${String(name)}`);
  beforeEach(() => [CHANNELS.request, CHANNELS.commandEnd].forEach((name) => subscribe(name, tell)));
  afterEach(() => [CHANNELS.request, CHANNELS.commandEnd].forEach((name) => unsubscribe(name, tell)));

  it('come in this order: effect, redaction, channels, audit, listener, check of replies, journal', async () => {
    const records: AuditRecord[] = [];
    const result = await failedResult();
    const run = observed('iam-disable-user', (record) => void records.push(record));
    log = run.log;
    await expect(run.observers.watch(run.client).disableUser(FOUND)).rejects.toThrow('About another.');
    const ended = await run.observers.end(result);

    expect(run.log).toEqual([
      'audit: begun',
      'client: sent',
      'meter: request',
      'channel: iam:request',
      'listener: request',
      'check: rejected',
      'redaction: effect unknown',
      'channel: iam:command:end',
      'audit: ended',
      'journal',
    ]);
    expect(ended).toMatchObject({ failure: { effect: 'unknown', message: '[secret]' }, warnings: [] });
    expect(records.at(-1)).toMatchObject({
      stage: 'ended',
      // A write whose reply is rejected counts.
      changes: [{ active: false }],
      requestIds: ['r1'],
      result: { failure: { effect: 'unknown', message: '[secret]' } },
    });
  });

  it('turn a failure of the audit into a warning after calling all others', async () => {
    const result = await failedResult();
    const run = observed('iam-disable-user', ({ stage }) => {
      if (stage === 'ended') {
        throw new Error('disk full');
      }
    });
    log = run.log;
    await expect(run.observers.watch(run.client).disableUser(FOUND)).rejects.toThrow();
    const ended = await run.observers.end(result);

    expect(ended.warnings).toEqual(['The audit record of this command could not be kept: disk full']);
    expect(ended).toMatchObject({ status: 'failed', failure: { message: '[secret]' } });
    expect(run.log.slice(-3)).toEqual(['channel: iam:command:end', 'audit: ended', 'journal']);
  });

  it('count a write that the audit could not record as not sent', async () => {
    const result = await failedResult();
    const run = observed('iam-disable-user', ({ stage }) => {
      if (stage === 'begun') {
        throw new Error('disk full');
      }
    });
    log = run.log;
    await expect(run.observers.watch(run.client).disableUser(FOUND)).rejects.toThrow('disk full');

    expect((await run.observers.end(result)).failure?.effect).toBe('none');
    expect(run.log).toEqual([
      'audit: begun',
      'redaction: effect none',
      'channel: iam:command:end',
      'audit: ended',
      'journal',
    ]);
  });

  it('leave the client of a command without writes unchanged', () => {
    const run = observed('iam-get-user');
    expect(run.observers.watch(run.client)).toBe(run.client);
  });
});
