import fc from 'fast-check';
import { renew, type Lease } from './lease';

const WINDOW_MS = 1000;
const TTL_MS = 4000;

/** Processes that renew in any order, stop, fall silent and come back, with the times of what they may use. */
interface Process {
  readonly name: string;
  using: number;
  reducedAt: number;
  /** Ends with the lease: a process that cannot renew stops sending. */
  until: number;
}

const step = fc.record({
  process: fc.integer({ min: 0, max: 3 }),
  afterMs: fc.integer({ min: 0, max: 1500 }),
  wants: fc.boolean(),
});

describe('renew', () => {
  it('never lets all processes together send more than the units in one window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.array(step, { maxLength: 60 }), (units, steps) => {
        let now = 1_000_000;
        const leases = new Map<string, Lease>();
        const processes = ['a', 'b', 'c', 'd'].map((name): Process => ({
          name,
          using: 0,
          reducedAt: 0,
          until: 0,
        }));
        // What each may have sent: the largest size it had within the last window.
        const history: { name: string; size: number; from: number; to: number }[] = [];
        for (const { process: index, afterMs, wants } of steps) {
          now += afterMs;
          const own = processes[index] ?? processes[0];
          if (own === undefined) {
            continue;
          }
          const using = own.until > now ? own.using : 0;
          const renewal = renew({
            units,
            leases: [...leases.values()],
            own: own.name,
            wants,
            using,
            reducedAt: own.until > now ? own.reducedAt : own.until,
            windowMs: WINDOW_MS,
            now,
          });
          leases.set(own.name, { holder: own.name, share: renewal.share, wants, until: now + TTL_MS });
          history.push({ name: own.name, size: own.using, from: 0, to: Math.min(now, own.until) });
          if (renewal.use < using) {
            own.reducedAt = now;
          } else if (own.until <= now) {
            own.reducedAt = own.until;
          }
          own.using = renewal.use;
          own.until = now + TTL_MS;
          const sizes = processes.map(({ name, using: size, until }) =>
            Math.max(
              until > now - WINDOW_MS ? size : 0,
              ...history
                .filter((one) => one.name === name && one.to > now - WINDOW_MS)
                .map((one) => one.size),
            ),
          );
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(units);
        }
      }),
    );
  });

  const alone = { leases: [], own: 'a', wants: true, using: 0, reducedAt: 0, windowMs: WINDOW_MS, now: 5000 };

  it('gives one process everything', () => {
    expect(renew({ ...alone, units: 20 })).toEqual({ use: 20, share: 20 });
  });

  it('keeps taken what it gave up, for one window', () => {
    const b = { holder: 'b', share: 0, wants: true, until: 9000 };
    const before = { holder: 'a', share: 20, wants: true, until: 9000 };
    expect(renew({ ...alone, units: 20, leases: [before, b], using: 20 })).toEqual({ use: 10, share: 20 });
    const within = { ...alone, units: 20, leases: [before, b], using: 10, reducedAt: 5000, now: 5999 };
    expect(renew(within)).toEqual({ use: 10, share: 20 });
    expect(renew({ ...within, now: 6000 })).toEqual({ use: 10, share: 10 });
  });

  it('waits for what a dead process may have sent', () => {
    const dead = { holder: 'b', share: 10, wants: true, until: 5000 };
    expect(renew({ ...alone, units: 20, leases: [dead], now: 5999 }).use).toBe(10);
    expect(renew({ ...alone, units: 20, leases: [dead], now: 6000 }).use).toBe(20);
  });

  it('leaves a process that has nothing to send one unit, and gives the rest to the others', () => {
    const idle = { holder: 'b', share: 1, wants: false, until: 9000 };
    expect(renew({ ...alone, units: 20, leases: [idle] }).use).toBe(19);
    expect(renew({ ...alone, units: 20, wants: false, leases: [{ ...idle, wants: true }] }).use).toBe(1);
  });

  it('gives the first ones a unit each when there are fewer units than processes', () => {
    const others = ['b', 'c'].map((holder) => ({ holder, share: 0, wants: true, until: 9000 }));
    expect(renew({ ...alone, units: 2, leases: others }).use).toBe(1);
    expect(renew({ ...alone, units: 2, own: 'z', leases: others }).use).toBe(0);
  });
});
