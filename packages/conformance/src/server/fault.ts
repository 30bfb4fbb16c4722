import type { VendorReply, VendorRequest } from '../fake/fake-vendor';

/** What goes wrong with a request. */
export type Mishap =
  /** The vendor is not asked; this is the reply. */
  | { readonly kind: 'instead'; readonly reply: VendorReply }
  /** The connection breaks before the vendor sees the request. */
  | { readonly kind: 'lost-before' }
  /** The vendor carries the request out and the reply is lost: to the caller it looks the same. */
  | { readonly kind: 'lost-after' }
  /** The vendor carries the request out; half of the reply's body arrives, then the connection breaks. */
  | { readonly kind: 'truncated' }
  /** The vendor carries the request out and another reply arrives. */
  | { readonly kind: 'altered'; readonly alter: (reply: VendorReply) => VendorReply };

/** A mishap and the requests it applies to. */
export interface Fault {
  /** Reads are GET requests; every other method is a write. */
  readonly on: 'reads' | 'writes' | 'all';
  /** Requests of that sort that are let through first; 0 when absent. */
  readonly after?: number;
  /** How many are affected; 1 when absent. */
  readonly times?: number;
  readonly mishap: Mishap;
}

export const isRead = ({ method }: Pick<VendorRequest, 'method'>): boolean => method.toUpperCase() === 'GET';

/** Answers in the vendor's place. */
export const instead = (reply: VendorReply): Mishap => ({ kind: 'instead', reply });

/** A page of a gateway or a sign-in form where the API was expected. */
export const webPage = (status: number): VendorReply => ({
  status,
  headers: { 'content-type': 'text/html' },
  text: `<!doctype html><html><head><title>${status}</title></head><body>${status} page-of-a-gateway</body></html>`,
});

export const LOST_BEFORE: Mishap = { kind: 'lost-before' };
export const LOST_AFTER: Mishap = { kind: 'lost-after' };
export const TRUNCATED: Mishap = { kind: 'truncated' };

/** The request is carried out and the reply's body is JSON that breaks off in the middle. */
export const MALFORMED: Mishap = {
  kind: 'altered',
  alter: ({ status, headers = {} }) => ({
    status: status === 204 ? 200 : status,
    headers,
    text: '{"this": "is cut off he',
  }),
};

/** The request is carried out and a gateway puts a page of its own in the place of the reply. */
export const WEB_PAGE: Mishap = { kind: 'altered', alter: () => webPage(200) };

/** The request is carried out and the reply's JSON has other texts in the place of some. */
export const withTexts = (replaced: readonly (readonly [text: string, other: string])[]): Mishap => ({
  kind: 'altered',
  alter: ({ body, ...reply }) => ({
    ...reply,
    headers: { 'content-type': 'application/json', ...reply.headers },
    text: replaced.reduce(
      (text, [one, other]) => text.replaceAll(one, other),
      reply.text ?? JSON.stringify(body) ?? '',
    ),
  }),
});
