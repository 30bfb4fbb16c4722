/** One process's claim on a part of an application's rate, as all see it. Times are milliseconds of the database's clock. */
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
  /**
   * What no other holder may use: more than `use` for one window after a reduction, because requests that were sent already still count
   * at the vendor.
   */
  readonly share: number;
}

export interface RenewalInput {
  readonly units: number;
  /** All leases of the application, the own one too; ended ones count until their window is over. */
  readonly leases: readonly Lease[];
  readonly own: string;
  /** Whether the own process has something to send. */
  readonly wants: boolean;
  /** What the own process uses now. */
  readonly using: number;
  /** When `using` was last made smaller. */
  readonly reducedAt: number;
  readonly windowMs: number;
  readonly now: number;
}

/**
 * Shares a rate fairly: every process that has something to send gets an equal number of whole units, the first ones (by name) one more
 * where it does not divide; a process that has nothing to send keeps one unit as long as there are enough. No process gets a unit
 * that another may still use. The sum of all shares never exceeds the units: a caller runs this under a lock of the application.
 */
export const renew = ({
  units,
  leases,
  own,
  wants,
  using,
  reducedAt,
  windowMs,
  now,
}: RenewalInput): Renewal => {
  const counted = leases.filter(({ holder, until }) => holder !== own && until + windowMs > now);
  const alive = counted.filter(({ until }) => until > now);
  const taken = counted.reduce((sum, { share }) => sum + share, 0);
  const fair = fairShare(units, [...alive, { holder: own, wants }], own);
  const use = Math.min(fair, Math.max(0, units - taken));
  const current = leases.find(({ holder }) => holder === own)?.share ?? 0;
  // What was given up stays taken until it cannot count at the vendor any more.
  const isCounted = use < using || now - reducedAt < windowMs;
  return { use, share: isCounted ? Math.max(use, current) : use };
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
