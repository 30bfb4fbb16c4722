import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook's server on this machine. */
export interface Receiver {
  readonly url: string;
  /** What came, in order. */
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers with these statuses, one after the other, and with the last one from then on. */
export const startReceiver = async (...statuses: readonly number[]): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const status = statuses[received.length] ?? statuses.at(-1) ?? 200;
      received.push({
        headers: incoming.headers,
        text,
        body: JSON.parse(text) as Readonly<Record<string, unknown>>,
      });
      outgoing.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/a-path-that-is-secret`,
    received,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
