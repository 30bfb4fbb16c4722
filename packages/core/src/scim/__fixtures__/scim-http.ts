import { Secret } from '../../config/secret';
import { createHttp } from '../../http/http-client';
import { createRedact } from '../../http/redaction/redact';
import { unlimited } from '../../http/limits/rate-limit';
import { createFakeClock } from '../../http/fake-clock';
import { scimErrorMessage } from '../error-message';

/** A request as a SCIM server sees it. */
export interface Asked {
  readonly method: string;
  /** Path and query below the base URL, decoded. */
  readonly target: string;
  readonly body: unknown;
  /** The version in `If-Match`. */
  readonly ifMatch?: string;
}

/** Status, JSON body and headers; no body when it is undefined. */
export type Reply = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** The real client with a function as server; keeps the requests. */
export const scimHttp = (answer: (asked: Asked) => Reply) => {
  const asked: Asked[] = [];
  const connection = { baseUrl: 'https://scim.example/v2', bearer: new Secret('t0ken-of-scim') };
  const http = createHttp(
    {
      connection,
      clock: createFakeClock(),
      rateLimit: unlimited,
      redact: createRedact(connection),
      errorMessage: scimErrorMessage,
      timeoutMs: 1000,
      transport: async ({ method, url, body, headers: { 'If-Match': ifMatch } }) => {
        const target = decodeURIComponent(url.slice(connection.baseUrl.length));
        const one: Asked = {
          method,
          target,
          body: body === undefined ? undefined : JSON.parse(body),
          ...(ifMatch === undefined ? {} : { ifMatch }),
        };
        asked.push(one);
        const [status, json, headers = {}] = answer(one);
        return {
          status,
          headers: Object.entries(headers),
          body: Buffer.from(json === undefined ? '' : JSON.stringify(json)),
        };
      },
    },
    { onRequest: () => {}, onReply: () => {} },
  );
  return { http, asked };
};

export const page = (...resources: readonly unknown[]) => ({
  totalResults: resources.length,
  Resources: resources,
});

export const scimError = (status: number, detail = 'No.') => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  detail,
});
