import type { FakeVendor, VendorRequest } from '@iam/conformance';
import { replyHeaders, replyText, type SandboxReply } from './wire';

/**
 * What goes wrong with a request:
 * - a reply: sent in place of the vendor's own, which does not see the request unless `handled` is true;
 * - `lost`: the vendor acts on the request, then the connection is cut without a reply;
 * - `refused`: the connection is cut before the vendor sees the request;
 * - `truncated`: the vendor's reply breaks off half-way through its body;
 * - `html`: a proxy's HTML page with status 502 in place of the vendor's reply.
 */
export type FaultKind =
  | 'lost'
  | 'refused'
  | 'truncated'
  | 'html'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly text?: string;
      readonly handled?: boolean;
    };

/** One line of a fault script: plain data, so that it can be kept in a JSON file. */
export interface Fault {
  /** Default: every method. */
  readonly method?: string;
  /** A pattern of the path: `*` stands for one segment, `**` for any number, the rest is literal. Default `**`. */
  readonly path?: string;
  /** The first matching request it strikes, counted from 1. Default 1. */
  readonly nth?: number;
  /** How many times it strikes; `forever` has no end. Default 1. */
  readonly times?: number | 'forever';
  /** It strikes each so many matching requests from there on: 100 is every hundredth one. Default 1, each one. */
  readonly every?: number;
  readonly fault: FaultKind;
}

/** A vendor that fails as a script says. */
export interface FaultyVendor extends FakeVendor {
  readonly handle: (request: VendorRequest) => SandboxReply;
  /** Faults that still have to strike; endless ones are pending until their first strike. */
  readonly pending: () => readonly Fault[];
}

/**
 * Wraps a vendor so that some requests fail. Each fault counts its own matching requests; of several that strike the same
 * request the first one wins. A reset restarts the counts.
 */
export const withFaults = <V extends FakeVendor>(vendor: V, script: readonly Fault[]): V & FaultyVendor => {
  const rules = script.map((fault) => ({ fault, matches: matcherOf(fault), seen: 0, struck: 0 }));
  return {
    ...vendor,
    handle: (request) => {
      let chosen: Fault | undefined;
      for (const rule of rules) {
        if (!rule.matches(request)) {
          continue;
        }
        rule.seen += 1;
        if (chosen !== undefined || !isDue(rule.fault, rule.seen)) {
          continue;
        }
        rule.struck += 1;
        chosen = rule.fault;
      }
      return chosen === undefined ? vendor.handle(request) : strike(vendor, request, chosen.fault);
    },
    reset: () => {
      for (const rule of rules) {
        rule.seen = 0;
        rule.struck = 0;
      }
      vendor.reset();
    },
    pending: () =>
      rules
        .filter(({ fault, struck }) => struck < (fault.times === 'forever' ? 1 : (fault.times ?? 1)))
        .map(({ fault }) => fault),
  };
};

const isDue = ({ nth = 1, times = 1, every = 1 }: Fault, seen: number): boolean =>
  seen >= nth && (seen - nth) % every === 0 && (times === 'forever' || seen < nth + times * every);

const matcherOf = ({ method, path = '**' }: Fault): ((request: VendorRequest) => boolean) => {
  const pattern = new RegExp(
    `^${path
      .split(/(\*\*|\*)/)
      .map((part) =>
        part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('')}$`,
  );
  return (request) =>
    (method === undefined || method.toUpperCase() === request.method.toUpperCase()) &&
    pattern.test(request.path);
};

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

const strike = (vendor: FakeVendor, request: VendorRequest, fault: FaultKind): SandboxReply => {
  switch (fault) {
    case 'refused':
      return { status: 0, drop: 'before', answered: null };
    case 'lost':
      return { status: 0, drop: 'after', answered: vendor.handle(request) };
    case 'html':
      return { status: 502, headers: { 'Content-Type': 'text/html' }, text: HTML, answered: null };
    case 'truncated': {
      const reply: SandboxReply = vendor.handle(request);
      const text = replyText(reply);
      // A reply without a body cannot be truncated: the connection is lost instead.
      return text === undefined
        ? { ...reply, drop: 'after' }
        : { status: reply.status, headers: replyHeaders(reply), text, truncated: true, answered: reply };
    }
    default: {
      const { handled, ...reply } = fault;
      return { ...reply, answered: handled === true ? vendor.handle(request) : null };
    }
  }
};
