import { readFileSync } from 'node:fs';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ChannelListener } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span, SpanOptions, Tracer } from '@opentelemetry/api';
import { awsIlm } from '@iam/aws-ilm';
import { CHANNELS, createInstance } from '@iam/core';
import type { AuditRecord } from '@iam/core';
import { serveWithFaults } from './fault-server';
import type { Trouble } from './fault-server';
import { freshVendor, SUBJECTS } from './run-under-fault';

const page = readFileSync(join(__dirname, '../../../docs/observability.md'), 'utf8');

interface Recorded {
  readonly name: string;
  readonly options: SpanOptions;
  readonly parent: Recorded | undefined;
  readonly attributes: Record<string, unknown>;
  status: number | undefined;
  ended: number;
}

/** A tracer that keeps its spans. */
const recordingTracer = () => {
  const spans: Recorded[] = [];
  const known = new Map<unknown, Recorded>();
  const tracer = {
    startSpan: (name: string, options: SpanOptions = {}, within = context.active()): Span => {
      const parent = known.get(trace.getSpan(within));
      const recorded: Recorded = {
        name,
        options,
        parent,
        attributes: { ...options.attributes },
        status: undefined,
        ended: 0,
      };
      const span = {
        setAttributes: (more: object) => Object.assign(recorded.attributes, more),
        setStatus: ({ code }: { readonly code: number }) => (recorded.status = code),
        end: () => (recorded.ended += 1),
      } as unknown as Span;
      known.set(span, recorded);
      spans.push(recorded);
      return span;
    },
  } as unknown as Tracer;
  return { tracer, spans };
};

/** Runs the page's subscriber with this tracer, and stops it afterwards. */
const withSubscriber = async (tracer: Tracer, use: () => Promise<void>): Promise<void> => {
  const source = /```ts\n(import \{ subscribe[^]*?)```/.exec(page)?.[1]?.replace(/^import .*\n/gm, '') ?? '';
  const listening: [string, ChannelListener][] = [];
  const listen = (name: string, listener: ChannelListener): void => {
    listening.push([name, listener]);
    subscribe(name, listener);
  };
  const api = { ...trace, getTracer: () => tracer, setSpan: trace.setSpan, getSpan: trace.getSpan };
  new Function('subscribe', 'CHANNELS', 'context', 'SpanKind', 'SpanStatusCode', 'trace', source)(
    listen,
    CHANNELS,
    context,
    SpanKind,
    SpanStatusCode,
    api,
  );
  expect(listening.map(([name]) => name).sort()).toEqual(Object.values(CHANNELS).sort());
  try {
    await use();
  } finally {
    listening.forEach(([name, listener]) => unsubscribe(name, listener));
  }
};

const disable = async (trouble?: Trouble): Promise<AuditRecord[]> => {
  const server = await serveWithFaults(freshVendor(), trouble === undefined ? {} : { trouble });
  const records: AuditRecord[] = [];
  try {
    const instance = createInstance(
      awsIlm,
      {
        url: `http://127.0.0.1:${server.port}`,
        tenantId: 'sandbox-tenant',
        authenticationToken: 'sandbox-aws-token',
      },
      { name: 'vendor', actor: 'hr-sync', onAudit: (record) => void records.push(record) },
    );
    await instance.run('iam-disable-user', { 'user-profile': SUBJECTS.disable.profile });
    return records;
  } finally {
    await server.close();
  }
};

describe('docs/observability.md', () => {
  it('has a subscriber that makes a span of a command and one of each request', async () => {
    const { tracer, spans } = recordingTracer();
    await withSubscriber(tracer, async () => void (await disable()));

    expect(spans.map(({ name, parent, ended }) => [name, parent?.name, ended])).toEqual([
      ['iam-disable-user', undefined, 1],
      ['GET', 'iam-disable-user', 1],
      ['PATCH', 'iam-disable-user', 1],
    ]);
    expect(spans[0]?.attributes).toEqual({
      'iam.instance': 'vendor',
      'iam.brand': 'AWS-ILM',
      'iam.status': 'done',
      'iam.outcome': 'disabled',
    });
    expect(spans[1]?.attributes).toMatchObject({
      'url.template': '/Users',
      'http.response.status_code': 200,
    });
  });

  it('has a subscriber that marks what failed', async () => {
    const { tracer, spans } = recordingTracer();
    const strike: Trouble['strike'] = ({ socket }) =>
      void socket.write('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n');
    await withSubscriber(tracer, async () => void (await disable({ on: 'all', times: 1, strike })));
    expect(spans.map(({ status, ended }) => [status, ended])).toEqual([
      [SpanStatusCode.ERROR, 1],
      [SpanStatusCode.ERROR, 1],
    ]);
  });

  it('explains every field of a record', async () => {
    const records = await disable();
    const disabled = { actor: 'hr-sync', command: 'iam-disable-user', changes: [{ active: false }] };
    expect(records).toMatchObject([
      { stage: 'begun', ...disabled, before: { active: true } },
      { stage: 'ended', ...disabled, before: { active: true } },
    ]);
    for (const field of records.flatMap(Object.keys)) {
      expect(page).toContain(`\`${field}\``);
    }
  });

  it.each(Object.values(CHANNELS))('names the channel %s', (name) => expect(page).toContain(`\`${name}\``));
});
