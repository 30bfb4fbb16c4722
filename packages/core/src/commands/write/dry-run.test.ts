import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { CHANNELS } from '../../observe/channels';
import { setUpWire, TOKEN } from '../../__fixtures__/acme-wire';
import { acme } from '../../__fixtures__/acme';
import type { UserClient } from '../../contract/user-client';
import { createInstance } from '../../instance/instance';
import { path } from '../../http/path/path';
import type { Http } from '../../http/http';
import type { AuditRecord } from '../../observe/audit';
import { toContext } from '../../render/context';

const JANE = { 'user-profile': { username: 'jane' } };

/** The integration with a client that differs. */
const withClient = (change: (client: UserClient, http: Http) => UserClient, sent: string[]) =>
  createInstance(
    { ...acme, client: (context) => change(acme.client(context), context.http) },
    { url: 'https://acme.example', token: TOKEN },
    {
      name: 'acme_1',
      env: {},
      transport: async ({ method, url }) => {
        sent.push(`${method} ${new URL(url).pathname}`);
        return { status: 200, headers: [], body: Buffer.from('{"id":"7","login":"jane"}') };
      },
    },
  );

describe('a dry run', () => {
  it('finds and decides, and shows the requests that it did not send', async () => {
    const { instance, sent } = setUpWire();
    const result = await instance.run('iam-disable-user', JANE, { dryRun: true });

    expect(sent).toEqual(['GET /people']);
    expect(result).toMatchObject({
      dryRun: true,
      status: 'done',
      happened: 'disabled',
      requests: 1,
      planned: [{ method: 'POST', path: '/people/7/off' }],
      before: { id: '7', login: 'jane' },
      changes: { active: { from: true, to: false } },
      vendor: { id: '7', active: false, details: null },
    });
    expect(result).not.toHaveProperty('after');
  });

  it('has neither secrets of the instance nor passwords in what it plans', async () => {
    const sent: string[] = [];
    const instance = withClient(
      (client, http) => ({
        ...client,
        getUser: async () => undefined,
        createUser: async () => {
          const body = { login: TOKEN, password: 'pw-1', credentials: { password: { value: 'pw-2' } } };
          await http.post(path`people/${TOKEN}`, { body });
        },
      }),
      sent,
    );
    const result = await instance.run('iam-create-user', JANE, { dryRun: true });

    expect(result.planned).toEqual([
      {
        method: 'POST',
        path: '/people/[secret]',
        body: { login: '[secret]', password: '[secret]', credentials: '[secret]' },
      },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/pw-|hush-hush/);
    expect(sent).toEqual([]);
  });

  it('has no id of what would be new, and {id} where a request would need it', async () => {
    const sent: string[] = [];
    const instance = withClient(
      (client) => ({ ...client, activatesApart: true, getUser: async () => undefined }),
      sent,
    );
    const result = await instance.run('iam-create-user', JANE, { dryRun: true });

    expect(result).toMatchObject({
      happened: 'created',
      vendor: { id: null, active: true, details: null },
      planned: [
        { method: 'POST', path: '/people', body: { login: 'jane' } },
        { method: 'POST', path: '/people/{id}/on' },
      ],
    });
    expect(sent).toEqual([]);
  });

  it('waits for no place in the rate limit for what it does not send', async () => {
    const acquire = jest.fn(async () => undefined);
    const { instance } = setUpWire({ limiter: { acquire, observe: () => undefined } });
    await instance.run('iam-disable-user', JANE, { dryRun: true });
    expect(acquire).toHaveBeenCalledTimes(1);
  });

  it('keeps the writes of a client back that catches errors', async () => {
    const sent: string[] = [];
    const instance = withClient(
      (client, http) => ({
        ...client,
        disableUser: async (user) => {
          await http.post(path`one`).catch(() => undefined);
          await http.delete(path`two`).catch(() => undefined);
          return user;
        },
      }),
      sent,
    );
    const result = await instance.run('iam-disable-user', JANE, { dryRun: true });

    expect(result.planned).toEqual([
      { method: 'POST', path: '/one' },
      { method: 'DELETE', path: '/two' },
    ]);
    expect(result).toMatchObject({ happened: 'disabled', vendor: { active: false } });
    expect(sent).toEqual(['GET /people']);
  });

  it('refuses a request that is no GET and not said to read, wherever it comes from', async () => {
    const sent: string[] = [];
    const search = (reads?: true) =>
      withClient(
        (client, http) => ({
          ...client,
          getUser: async (identifier) => {
            await http.post(path`search`, reads === undefined ? {} : { reads });
            return client.getUser(identifier);
          },
        }),
        sent,
      );

    expect(await search().run('iam-disable-user', JANE, { dryRun: true })).toMatchObject({
      failure: { kind: 'unsupported', effect: 'none', message: expect.stringContaining('POST /search') },
    });
    expect(sent).toEqual([]);
    expect(await search(true).run('iam-disable-user', JANE, { dryRun: true })).toMatchObject({
      happened: 'disabled',
    });
    expect(sent).toEqual(['POST /search', 'GET /people']);
  });

  it('plans a deletion where disabling is one, and takes the person for gone then', async () => {
    const sent: string[] = [];
    const instance = createInstance(
      {
        ...acme,
        lookupBy: ['id', 'login'],
        disableDeletes: () => true,
        client: (context) => ({
          ...acme.client(context),
          deleteUser: ({ id }) => context.http.delete(path`people/${id}`),
        }),
      },
      { url: 'https://acme.example', token: TOKEN },
      {
        name: 'acme_1',
        env: {},
        transport: async ({ method }) => {
          sent.push(method);
          return { status: 200, headers: [], body: Buffer.from('{"id":"7","login":"jane"}') };
        },
      },
    );
    expect(await instance.run('iam-disable-user', JANE, { dryRun: true })).toMatchObject({
      happened: 'deleted',
      planned: [{ method: 'DELETE', path: '/people/7' }],
      changes: { deleted: { from: null, to: true } },
      before: { id: '7' },
    });
    expect(sent).toEqual(['GET']);
  });

  it('is counted as one by those who monitor', async () => {
    const ended: unknown[] = [];
    const hear = (event: unknown): void => void ended.push(event);
    subscribe(CHANNELS.commandEnd, hear);
    await setUpWire().instance.run('iam-disable-user', JANE, { dryRun: true });
    unsubscribe(CHANNELS.commandEnd, hear);
    expect(ended).toMatchObject([{ status: 'done', outcome: 'dry-run' }]);
  });

  it('says unchanged where nothing would be sent', async () => {
    const { instance, sent } = setUpWire();
    expect(await instance.run('iam-update-user', JANE, { dryRun: true })).toMatchObject({
      happened: 'unchanged',
      planned: [],
      vendor: { details: { login: 'jane' } },
    });
    expect(sent).toEqual(['GET /people']);
  });

  it('leaves commands that read as they are', async () => {
    const { instance, sent } = setUpWire();
    const found = await instance.run('iam-get-user', JANE, { dryRun: true });
    expect(found).toMatchObject({ happened: 'found', dryRun: true, planned: [], vendor: { id: '7' } });
    expect(await instance.run('test-module', {}, { dryRun: true })).toMatchObject({ status: 'done' });
    expect(sent).toEqual(['GET /people', 'GET /ping']);
  });

  it('is recorded as one, once and never as a deed', async () => {
    const kept: AuditRecord[] = [];
    const { instance } = setUpWire({ onAudit: (record) => void kept.push(record) });
    await instance.run('iam-disable-user', JANE, { dryRun: true });
    expect(kept).toMatchObject([{ stage: 'ended', outcome: 'dry-run', changes: [], after: null }]);
  });

  it('does not ask about writes that it keeps back', async () => {
    const { instance } = setUpWire();
    const beforeWrite = jest.fn();
    await instance.run('iam-disable-user', JANE, { dryRun: true, beforeWrite });
    expect(beforeWrite).not.toHaveBeenCalled();
  });

  it('leaves the documented context as it is', async () => {
    const { instance } = setUpWire();
    const context = JSON.stringify(toContext(await instance.run('iam-disable-user', JANE, { dryRun: true })));
    expect(context).not.toMatch(/planned|dryRun|changes|before/);
  });
});
