import type { FakeVendor, VendorReply, VendorRequest } from '@iam/conformance';
import { withFaults, type Fault } from './faults';
import { createSlidingWindow } from './sliding-window';
import { createTokenBucket } from './token-bucket';
import type { SandboxReply } from './wire';

/** How requests reach a vendor and replies come back, whatever the vendor itself does. */
export interface Traffic {
  /** Refuses requests above a rate before the vendor sees them; a vendor may have a limit of its own beside it. */
  readonly limit?: {
    readonly requestsPerSecond: number;
    /**
     * `bucket`: what is not used is saved up, to a second's worth; `window`: never more than that in any second. Default `bucket`.
     */
    readonly by?: 'bucket' | 'window';
    /** Default: 429 with `Retry-After` in whole seconds. */
    readonly reply?: VendorReply;
  };
  /** Milliseconds from a request to its reply, on top of what the vendor takes. */
  readonly latencyMs?: number;
  /** See `withFaults`. */
  readonly faults?: readonly Fault[];
  /** The clock of the limit. Default: the machine's. */
  readonly now?: () => Date;
}

/** A vendor behind a limit, faults and a slow line: what a limit refuses meets no fault, and all of it takes its time. */
export const withTraffic = <V extends FakeVendor>(
  vendor: V,
  { limit, latencyMs = 0, faults = [], now = () => new Date() }: Traffic,
): Omit<V, 'handle'> & { readonly handle: (request: VendorRequest) => SandboxReply } => {
  const behind = faults.length === 0 ? vendor : withFaults(vendor, faults);
  const create = limit?.by === 'window' ? createSlidingWindow : createTokenBucket;
  const rate = limit && create(limit.requestsPerSecond, now);
  const answer = (request: VendorRequest): SandboxReply => {
    if (limit === undefined || rate === undefined || rate.take()) {
      return behind.handle(request);
    }
    const usual = {
      status: 429,
      headers: { 'Retry-After': String(rate.secondsToNext()) },
      body: { message: 'Too many requests' },
    };
    return { ...(limit.reply ?? usual), answered: null };
  };
  return {
    ...vendor,
    handle: (request) => {
      const reply = answer(request);
      return latencyMs === 0 ? reply : { ...reply, delayMs: (reply.delayMs ?? 0) + latencyMs };
    },
    reset: () => {
      rate?.reset();
      behind.reset();
    },
  };
};
