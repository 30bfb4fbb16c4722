import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { acme } from '../__fixtures__/acme';
import type { CommandResult } from '../commands/result';
import type { WireReply } from '../http/transport/wire';
import { createInstance, type InstanceOptions } from './instance';
import { CHANNELS } from '../observe/channels';
import { createFakeClock } from '../http/fake-clock';

const TOKEN = 't0ken-of-acme';
const KEY = 'K3y-in-the-query';

interface Seen {
  readonly result: CommandResult;
  /** All that a caller, a listener or a subscriber gets to see. */
  readonly text: string;
}

/** Runs a command at a vendor that answers everything in this way. */
const see = async (
  command: string,
  reply: { readonly status?: number; readonly id?: string; readonly json?: unknown; readonly text?: string },
  options: { readonly params?: object; readonly given?: Partial<InstanceOptions> } = {},
): Promise<Seen> => {
  const events: unknown[] = [];
  const listen = (event: unknown): void => void events.push(event);
  const transport = async (): Promise<WireReply> => ({
    status: reply.status ?? 200,
    headers: reply.id === undefined ? [] : [['x-request-id', reply.id]],
    body: Buffer.from(reply.text ?? JSON.stringify(reply.json ?? {})),
  });
  Object.values(CHANNELS).forEach((name) => subscribe(name, listen));
  try {
    const instance = createInstance(
      acme,
      { url: 'https://acme.example', token: TOKEN, ...options.params },
      { name: 'acme_1', env: {}, clock: createFakeClock(), transport, onRequest: listen, ...options.given },
    );
    const profile = { username: 'jd', email: 'jd@example.com' };
    const result = await instance.runByName(
      command,
      command.endsWith('-user') ? { 'user-profile': profile } : undefined,
    );
    return { result, text: inspect([result, events], { depth: 9 }) };
  } finally {
    Object.values(CHANNELS).forEach((name) => unsubscribe(name, listen));
  }
};

describe('a secret that a vendor sends back', () => {
  it('is hidden in the request id of a reply that is well', async () => {
    const { result, text } = await see('test-module', { id: `Bearer ${TOKEN}` });

    expect(result.status).toBe('done');
    expect(text).not.toContain(TOKEN);
    expect(text).toContain("requestId: 'Bearer [secret]'");
  });

  it('is hidden in paths and steps, where it came as the id of a record', async () => {
    const record = { id: TOKEN, login: 'jd' };
    const { text } = await see('iam-disable-user', { json: record });

    expect(text).toContain('/people/[secret]/off');
    expect(text).not.toContain(TOKEN);
  });

  it.each(['<html></html>', '{"id": 7'])(
    'is hidden in the step of a reply that cannot be read: %s',
    async (text) => {
      let asked = 0;
      const { result, text: seen } = await see(
        'iam-disable-user',
        {},
        {
          given: {
            transport: async () => {
              asked += 1;
              const body = Buffer.from(asked % 2 === 1 ? JSON.stringify({ id: TOKEN, login: 'jd' }) : text);
              return { status: 200, headers: [['x-request-id', TOKEN]], body };
            },
          },
        },
      );

      expect(result.failure).toMatchObject({ kind: 'malformed-reply', step: 'POST /people/[secret]/off' });
      expect(seen).not.toContain(TOKEN);
    },
  );

  it('is hidden in the step of a request that was stopped before it was sent', async () => {
    const stop = new AbortController();
    const instance = createInstance(
      acme,
      { url: 'https://acme.example', token: TOKEN },
      {
        name: 'acme_1',
        env: {},
        transport: async () => ({
          status: 200,
          headers: [],
          body: Buffer.from(`{"id":"${TOKEN}","login":"jd"}`),
        }),
        onRequest: () => stop.abort(),
      },
    );
    const { failure } = await instance.run(
      'iam-disable-user',
      { 'user-profile': { username: 'jd' } },
      { signal: stop.signal },
    );

    expect(failure).toMatchObject({ kind: 'interrupted', step: 'POST /people/[secret]/off' });
  });

  it('is hidden when the connection does not use it: every secret of the configuration counts', async () => {
    const { text } = await see(
      'test-module',
      { status: 403, json: { message: `not allowed: /ping?key=${KEY}` } },
      { params: { key: KEY } },
    );

    expect(text).toContain('/ping?key=[secret]');
    expect(text).not.toContain(KEY);
  });
});

it('a secret that is the id of a record is hidden in audit records, from the first one on', async () => {
  const records: unknown[] = [];
  const given = { onAudit: (record: unknown) => void records.push(record) };
  await see('iam-disable-user', { json: { id: TOKEN, login: 'jd' } }, { given });

  expect(records).toMatchObject([
    { stage: 'begun', id: '[secret]' },
    { stage: 'ended', id: '[secret]' },
  ]);
  expect(inspect(records, { depth: 9 })).not.toContain(TOKEN);
});

it('the password of the proxy is hidden when it is sent back', async () => {
  const env = { HTTPS_PROXY: 'http://me:ProxyPassw0rd@proxy.example:8080' };
  const pair = Buffer.from('me:ProxyPassw0rd').toString('base64');
  const said = `wrong: ProxyPassw0rd, ${pair}`;
  const seeWith = (proxy: boolean) =>
    see('test-module', { status: 407, text: said }, { params: { proxy }, given: { env } });

  expect((await seeWith(true)).result.failure?.message).toMatch(
    /^wrong: \[secret\], [A-Za-z0-9]{4,6}\[secret\]/,
  );
  expect((await seeWith(false)).result.failure?.message).toBe(said);
});

describe('a secret that is too short to be hidden', () => {
  it('is reported with the name of its parameter when the instance is made', async () => {
    const warnings: string[] = [];
    const given = { onWarning: (message: string) => warnings.push(message) };
    await see('test-module', {}, { params: { token: 'pin' }, given });

    expect(warnings).toEqual([
      '[acme_1] params.token: has fewer than 4 characters, so it is not hidden when the vendor sends it back.',
    ]);
  });
});
