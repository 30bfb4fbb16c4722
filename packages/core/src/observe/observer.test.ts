import type { CommandResult } from '../commands/result';
import { setUpVendor, JANE } from '../commands/__fixtures__/in-memory-vendor';
import type { UserClient } from '../contract/user-client';
import type { RequestEvent } from '../http/request-event';
import { foldObservers, type Observer } from './observer';

const event: RequestEvent = { method: 'GET', path: '/x', attempt: 1, durationMs: 1, status: 200 };

const RESULT: CommandResult = {
  kind: 'test',
  command: 'test-module',
  brand: 'Acme',
  instanceName: 'A',
  run: 'run-1',
  warnings: [],
  requests: 0,
  status: 'done',
  who: '',
};

const warned = (result: CommandResult, warning: string): CommandResult => ({
  ...result,
  warnings: [...result.warnings, warning],
});

/** An observer that writes down what it hears. */
const noting = (log: string[], name: string): Observer => ({
  watch:
    () =>
    async ({ method }, send) => {
      log.push(`${name} before ${method}`);
      const written = await send();
      log.push(`${name} after ${method}`);
      return written;
    },
  onRequest: ({ path }, template) => void log.push(`${name} request ${path} ${template}`),
  onReply: (headers) => void log.push(`${name} reply ${headers.length}`),
  end: (result) => warned(result, name),
});

describe('observers', () => {
  it('receive requests and replies in the order of the list', () => {
    const log: string[] = [];
    const all = foldObservers([noting(log, 'a'), {}, noting(log, 'b')]);
    all.onRequest(event, '/{}');
    all.onReply([['ETag', '1']]);
    expect(log).toEqual(['a request /x /{}', 'b request /x /{}', 'a reply 1', 'b reply 1']);
  });

  it('are put around a write, the first of the list outermost, in one pass over the client', async () => {
    const log: string[] = [];
    const { client } = setUpVendor({ users: [JANE] });
    const disableUser: UserClient['disableUser'] = async (user) => {
      log.push('sent');
      return user;
    };
    const all = foldObservers([noting(log, 'a'), {}, noting(log, 'b'), noting(log, 'c')]);
    const watched = all.watch({ ...client, disableUser });
    await watched.disableUser({ id: '42', username: null, email: null, active: true, details: {} });
    expect(log).toEqual([
      'a before disableUser',
      'b before disableUser',
      'c before disableUser',
      'sent',
      'c after disableUser',
      'b after disableUser',
      'a after disableUser',
    ]);
  });

  it('leave the client unchanged when none of them watches', () => {
    const { client } = setUpVendor();
    expect(foldObservers([{}, { end: () => undefined }]).watch(client)).toBe(client);
  });

  it('hand the result from one to the next', async () => {
    const seen: (readonly string[])[] = [];
    const looking: Observer = { end: async ({ warnings }) => void seen.push(warnings) };
    const all = foldObservers([looking, noting([], 'a'), looking, noting([], 'b')]);
    expect((await all.end(RESULT)).warnings).toEqual(['a', 'b']);
    expect(seen).toEqual([[], ['a']]);
  });

  it('that fail at the end with a message add a warning, and the others are still called', async () => {
    const failing: Observer = {
      end: () => Promise.reject(new Error('disk full')),
      whenEndFails: (reason) => `Not kept: ${reason}`,
    };
    const all = foldObservers([failing, noting([], 'after')]);
    expect((await all.end(RESULT)).warnings).toEqual(['Not kept: disk full', 'after']);
  });

  it('that fail at the end otherwise end it: what could not be redacted does not get out', async () => {
    const after = jest.fn();
    const all = foldObservers([{ end: () => Promise.reject(new Error('no')) }, { end: after }]);
    await expect(all.end(RESULT)).rejects.toThrow('no');
    expect(after).not.toHaveBeenCalled();
  });
});
