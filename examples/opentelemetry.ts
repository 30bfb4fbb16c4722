// A span of every command and a child span of every request. Needs @opentelemetry/api and whatever SDK a program sets up.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { CHANNELS, type CommandEndEvent, type CommandStartEvent, type RequestEndEvent } from '@iam/core';
import { context, SpanKind, SpanStatusCode, trace, type Span, type Tracer } from '@opentelemetry/api';

/** Begins to trace; the function that it returns ends that. The events hold no secrets and no personal data. */
export const traceCommands = (tracer: Tracer = trace.getTracer('iam')): (() => void) => {
  const commands = new Map<string, Span>();

  const begin = ({ run, command, instanceName, brand }: CommandStartEvent): void => {
    const attributes = { 'iam.instance': instanceName, 'iam.brand': brand };
    commands.set(run, tracer.startSpan(command, { attributes }));
  };

  const request = (event: RequestEndEvent): void => {
    const { run, method, path, attempt, status, durationMs, requestId, failure } = event;
    const attributes = {
      'http.request.method': method,
      'url.template': path,
      'http.request.resend_count': attempt - 1,
      ...(status === null ? {} : { 'http.response.status_code': status }),
      ...(requestId === undefined ? {} : { 'iam.request_id': requestId }),
      ...(failure === undefined ? {} : { 'error.type': failure }),
    };
    const parent = commands.get(run);
    const inside = parent === undefined ? context.active() : trace.setSpan(context.active(), parent);
    const startTime = Date.now() - durationMs;
    const span = tracer.startSpan(method, { kind: SpanKind.CLIENT, startTime, attributes }, inside);
    if (failure !== undefined) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
    }
    span.end();
  };

  const end = ({ run, status, outcome, failure }: CommandEndEvent): void => {
    const span = commands.get(run);
    commands.delete(run);
    span?.setAttributes({
      'iam.status': status,
      ...(outcome === undefined ? {} : { 'iam.outcome': outcome }),
    });
    if (failure !== undefined) {
      span?.setStatus({ code: SpanStatusCode.ERROR, message: failure });
    }
    span?.end();
  };

  const listeners = [
    [CHANNELS.commandStart, (event: unknown) => begin(event as CommandStartEvent)],
    [CHANNELS.request, (event: unknown) => request(event as RequestEndEvent)],
    [CHANNELS.commandEnd, (event: unknown) => end(event as CommandEndEvent)],
  ] as const;
  listeners.forEach(([channel, listener]) => subscribe(channel, listener));
  return () => listeners.forEach(([channel, listener]) => unsubscribe(channel, listener));
};
