import type { FakeVendor, VendorReply, VendorRequest } from '../fake/fake-vendor';
import { isRead, type Fault, type Mishap } from './fault';

/** One request and what came of it. */
export interface Exchange {
  readonly request: VendorRequest;
  /** What was put on the wire; undefined when the connection was cut. */
  readonly reply: VendorReply | undefined;
  /** Whether the vendor's users or groups are other ones than before. */
  readonly changed: boolean;
}

/** What was exchanged with a fake vendor, and what is to go wrong with it. */
export interface ExchangeRecord {
  /** What went over the wire since the last `forget`, oldest first. */
  readonly exchanges: () => readonly Exchange[];
  readonly forget: () => void;
  /** Lets something go wrong from now on. The first fault that matches a request hits it. */
  readonly fail: (fault: Fault) => void;
  /** Everything goes well again. */
  readonly repair: () => void;
  /** What went over the wire to the token endpoint, oldest first: no part of `exchanges`, and never forgotten. */
  readonly signIns: () => readonly Exchange[];
  /** What goes wrong with every request to the token endpoint from now on; nothing when absent. */
  readonly failSignIns: (mishap?: Mishap) => void;
}

interface AnsweringRecord extends ExchangeRecord {
  /** No reply: the connection breaks. `cut`: it breaks in the middle of the body. */
  readonly answer: (request: VendorRequest) => {
    readonly reply: VendorReply | undefined;
    readonly cut: boolean;
  };
}

/** Puts a record between a fake vendor and whatever carries its replies: a server, or msw. */
export const recordExchanges = (vendor: FakeVendor): AnsweringRecord => {
  const exchanges: Exchange[] = [];
  const faults: { readonly fault: Fault; seen: number }[] = [];

  const strike = (request: VendorRequest): Mishap | undefined => {
    const sort = isRead(request) ? 'reads' : 'writes';
    for (const entry of faults.filter(({ fault }) => fault.on === 'all' || fault.on === sort)) {
      const { after = 0, times = 1, mishap } = entry.fault;
      entry.seen += 1;
      if (entry.seen > after && entry.seen <= after + times) {
        return mishap;
      }
    }
    return undefined;
  };

  const signIns: Exchange[] = [];
  let signInMishap: Mishap | undefined;

  const answer = (request: VendorRequest): ReturnType<AnsweringRecord['answer']> => {
    if (request.path === vendor.tokenPath) {
      const reply = replyTo(vendor, request, signInMishap);
      signIns.push({ request, reply, changed: false });
      return { reply, cut: signInMishap?.kind === 'truncated' };
    }
    const mishap = strike(request);
    const before = stateOf(vendor);
    const reply = replyTo(vendor, request, mishap);
    exchanges.push({ request, reply, changed: stateOf(vendor) !== before });
    return { reply, cut: mishap?.kind === 'truncated' };
  };

  return {
    answer,
    exchanges: () => [...exchanges],
    forget: () => void exchanges.splice(0),
    fail: (fault) => void faults.push({ fault, seen: 0 }),
    repair: () => void faults.splice(0),
    signIns: () => [...signIns],
    failSignIns: (mishap) => {
      signInMishap = mishap;
    },
  };
};

/** Everything a vendor has stored, for telling whether something was written. */
export const stateOf = (vendor: FakeVendor): string => JSON.stringify([vendor.users(), vendor.groups()]);

const replyTo = (
  vendor: FakeVendor,
  request: VendorRequest,
  mishap: Mishap | undefined,
): VendorReply | undefined => {
  switch (mishap?.kind) {
    case 'instead':
      return mishap.reply;
    case 'lost-before':
      return undefined;
    case 'lost-after':
      vendor.handle(request);
      return undefined;
    case 'altered':
      return mishap.alter(vendor.handle(request));
    default:
      return vendor.handle(request);
  }
};
