import type { FakeVendor, VendorRequest } from '@iam/conformance';
import { parseBody, type SandboxReply } from '../wire';

/** A reply as tests look at it: the body is open to any question. */
export interface Answer extends Omit<SandboxReply, 'body' | 'headers'> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specifications ask freely
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Caller {
  readonly get: (target: string) => Answer;
  readonly post: (target: string, body: unknown) => Answer;
  readonly put: (target: string, body: unknown) => Answer;
  readonly patch: (target: string, body: unknown) => Answer;
  readonly delete: (target: string) => Answer;
  /** Any method, and the body as the text that arrives. */
  readonly send: (method: string, target: string, text: string, headers?: Record<string, string>) => Answer;
}

/** Calls a vendor as its server would, below a base path. */
export const callerOf = (vendor: FakeVendor, base: string, headers: Record<string, string>): Caller => {
  const send: Caller['send'] = (method, target, text, own = headers) => {
    const [path = '', ...query] = `${base}${target}`.split('?');
    const request: VendorRequest = {
      method,
      path,
      query: query.join('?'),
      headers: own,
      body: parseBody(text),
      text,
    };
    const reply: SandboxReply = vendor.handle(request);
    // Through JSON, as a client would see it.
    const body: unknown = reply.body === undefined ? undefined : JSON.parse(JSON.stringify(reply.body));
    return { ...reply, body, headers: reply.headers ?? {} };
  };
  return {
    get: (target) => send('GET', target, ''),
    post: (target, body) => send('POST', target, JSON.stringify(body)),
    put: (target, body) => send('PUT', target, JSON.stringify(body)),
    patch: (target, body) => send('PATCH', target, JSON.stringify(body)),
    delete: (target) => send('DELETE', target, ''),
    send,
  };
};

/** A PATCH body. */
export const patchOf = (...Operations: readonly unknown[]): unknown => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

/** The query of a filter. */
export const filterQuery = (filter: string): string => `?filter=${encodeURIComponent(filter)}`;
