import type { InstanceOptions } from '@iam/core';

type Event = Parameters<NonNullable<InstanceOptions['onRequest']>>[0];

/** One request as `--debug` shows it. Core has redacted secrets; headers and bodies are omitted. */
export const debugLine = (event: Event): string => {
  const { instanceName, command, method, path, attempt, durationMs, status, requestId, failure } = event;
  const notes = [
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(requestId === undefined ? [] : [`request id ${requestId}`]),
    ...(failure === undefined ? [] : [`${failure.kind}: ${failure.message}`]),
  ];
  const line = `[${instanceName}] ${command}: ${method} ${path} ${status ?? 'no reply'} in ${Math.round(durationMs)} ms`;
  return `${(notes.length === 0 ? line : `${line} (${notes.join('; ')})`).replaceAll(/[\r\n]+/g, ' ')}\n`;
};
