/** One process's claim on a part of one limit of an application, as all see it. Times are milliseconds of the database's clock. */
export interface Lease {
  readonly holder: string;
  /** Units that no other holder may use. */
  readonly share: number;
  /** Whether the holder has something to send; who has nothing keeps one unit. */
  readonly wants: boolean;
  /** When the lease ends unless it is renewed. */
  readonly until: number;
}

/** What a holder may do after a renewal. */
export interface Renewal {
  /** What may be used from now on. */
  readonly use: number;
  /** What no other holder may use: more than `use` as long as requests that were sent before still count at the vendor. */
  readonly share: number;
  /** Whether what counts is covered by the share; else it was another's meanwhile, and what was not sent yet must not be sent. */
  readonly isCovered: boolean;
  /** Whether nothing is on its way from one holder to another, as far as this one is concerned. */
  readonly isSettled: boolean;
}

export interface RenewalInput {
  readonly units: number;
  /** All leases of the application, the own one too; ended ones count until their window is over. */
  readonly leases: readonly Lease[];
  readonly own: string;
  /** Whether the own process has something to send. */
  readonly wants: boolean;
  /** What the own process uses now; nothing when its lease has ended. */
  readonly using: number;
  /** What of it counts at the vendor: requests that were sent within the window, or are on their way. Looked up before `leases`. */
  readonly counted: number;
  /** By how much a holder may go beyond what counts until it renews again: what a process that dies keeps from the others. */
  readonly headroom: number;
  readonly windowMs: number;
  readonly now: number;
}

/**
 * Shares a rate fairly: every process that has something to send gets an equal number of whole units, the first ones (by name) one more
 * where it does not divide; a process that has nothing to send keeps one unit as long as there are enough. No process ever gets a unit
 * that another may still use; one that is given up is another's as soon as nothing counts there any more, and not a whole window
 * later. The sum of all shares never exceeds the units: a caller runs this under a lock of the application.
 */
export const renew = ({
  units,
  leases,
  own,
  wants,
  using,
  counted,
  headroom,
  windowMs,
  now,
}: RenewalInput): Renewal => {
  const others = leases.filter(({ holder, until }) => holder !== own && until + windowMs > now);
  const alive = others.filter(({ until }) => until > now);
  const taken = others.reduce((sum, { share }) => sum + share, 0);
  const wanted = Math.min(fairShare(units, [...alive, { holder: own, wants }], own), counted + headroom);
  const free = Math.max(0, units - taken);
  const use = Math.min(wanted, free);
  // Until this is known here, the process goes on with what it uses now.
  const share = Math.max(use, using, counted);
  return { use, share, isCovered: counted <= free, isSettled: use === wanted && use === share };
};

const fairShare = (
  units: number,
  holders: readonly Pick<Lease, 'holder' | 'wants'>[],
  own: string,
): number => {
  const wanting = holders
    .filter(({ wants }) => wants)
    .map(({ holder }) => holder)
    .sort();
  const idle = holders
    .filter(({ wants }) => !wants)
    .map(({ holder }) => holder)
    .sort();
  const forIdle = Math.min(idle.length, Math.max(0, units - wanting.length));
  if (!wanting.includes(own)) {
    return wanting.length === 0 ? equalPart(units, idle, own) : idle.indexOf(own) < forIdle ? 1 : 0;
  }
  return equalPart(units - forIdle, wanting, own);
};

/** With fewer units than holders the first ones have one each, and the others none until a lease ends. */
const equalPart = (units: number, holders: readonly string[], own: string): number => {
  const base = Math.floor(units / holders.length);
  return base + (holders.indexOf(own) < units % holders.length ? 1 : 0);
};
