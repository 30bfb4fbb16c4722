import fc from 'fast-check';
import { renew, type Lease } from './lease';

const WINDOW_MS = 1000;
const TTL_MS = 4000;

/** A process that sends whatever it may between its renewals, at the instants at which it may. */
interface Process {
  readonly name: string;
  using: number;
  /** Ends with the lease: a process that cannot renew stops sending. */
  until: number;
  readonly sent: number[];
}

const step = fc.record({
  process: fc.integer({ min: 0, max: 3 }),
  afterMs: fc.integer({ min: 0, max: 1500 }),
  sends: fc.integer({ min: 0, max: 25 }),
  wants: fc.boolean(),
});

const countedAt = ({ sent }: Process, now: number): number =>
  sent.filter((at) => at > now - WINDOW_MS).length;

const send = (process: Process, requests: number, now: number): void => {
  for (let left = requests; left > 0 && now < process.until; left -= 1) {
    if (countedAt(process, now) < process.using) {
      process.sent.push(now);
    }
  }
};

const fullest = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length));

describe('renew', () => {
  it('never lets all processes together send more than the units in one window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.boolean(),
        fc.array(step, { maxLength: 60 }),
        (units, isTight, steps) => {
          let now = 1_000_000;
          const leases = new Map<string, Lease>();
          const processes = ['a', 'b', 'c', 'd'].map((name): Process => ({
            name,
            using: 0,
            until: 0,
            sent: [],
          }));
          for (const { process: index, afterMs, sends, wants } of steps) {
            now += afterMs;
            const own = processes[index];
            if (own === undefined) {
              continue;
            }
            const counted = countedAt(own, now);
            // What is sent while the renewal is on its way is not counted in it.
            send(own, sends, now);
            const renewal = renew({
              units,
              leases: [...leases.values()],
              own: own.name,
              wants,
              using: own.until > now ? own.using : 0,
              counted,
              headroom: isTight ? 2 : units,
              windowMs: WINDOW_MS,
              now,
            });
            leases.set(own.name, { holder: own.name, share: renewal.share, wants, until: now + TTL_MS });
            own.using = renewal.use;
            own.until = now + TTL_MS;
            processes.forEach((one) => send(one, sends, now));
          }
          expect(fullest(processes.flatMap(({ sent }) => sent))).toBeLessThanOrEqual(units);
        },
      ),
      { numRuns: 300 },
    );
  });

  const alone = {
    leases: [],
    own: 'a',
    wants: true,
    using: 0,
    counted: 0,
    headroom: 100,
    windowMs: WINDOW_MS,
    now: 5000,
  };

  it('gives one process everything', () => {
    expect(renew({ ...alone, units: 20 })).toMatchObject({ use: 20, share: 20, isSettled: true });
  });

  it('hands over what was given up as soon as it does not count any more', () => {
    const a = (share: number) => ({ holder: 'a', share, wants: true, until: 9000 });
    const b = (share: number) => ({ holder: 'b', share, wants: true, until: 9000 });
    const ofA = { ...alone, units: 20, leases: [a(20), b(0)] };
    const ofB = { ...alone, units: 20, own: 'b' };
    expect(renew({ ...ofA, using: 20, counted: 20 })).toMatchObject({ use: 10, share: 20, isSettled: false });
    expect(renew({ ...ofA, using: 10, counted: 17 })).toMatchObject({ use: 10, share: 17, isSettled: false });
    expect(renew({ ...ofB, leases: [a(17), b(0)] })).toMatchObject({ use: 3, share: 3, isSettled: false });
    expect(renew({ ...ofA, using: 10, counted: 9 })).toMatchObject({ use: 10, share: 10, isSettled: true });
    expect(renew({ ...ofB, leases: [a(10), b(3)], using: 3 })).toMatchObject({
      use: 10,
      share: 10,
      isSettled: true,
    });
  });

  it('tells when what counts was another’s meanwhile', () => {
    const b = { holder: 'b', share: 15, wants: true, until: 9000 };
    expect(renew({ ...alone, units: 20, leases: [b], counted: 5 })).toMatchObject({ isCovered: true });
    expect(renew({ ...alone, units: 20, leases: [b], counted: 6 })).toMatchObject({
      use: 5,
      share: 6,
      isCovered: false,
    });
  });

  it('reserves no more than the headroom beyond what counts', () => {
    const long = { ...alone, units: 20, headroom: 5, windowMs: 60_000 };
    expect(renew(long)).toMatchObject({ use: 5, share: 5, isSettled: true });
    expect(renew({ ...long, using: 5, counted: 4 })).toMatchObject({ use: 9, share: 9, isSettled: true });
    expect(renew({ ...long, using: 9, counted: 2 })).toMatchObject({ use: 7, share: 9, isSettled: false });
    expect(renew({ ...long, using: 20, counted: 18 })).toMatchObject({ use: 20, share: 20, isSettled: true });
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
