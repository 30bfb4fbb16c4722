import { periodOf, sizeOf } from './limit-window';

describe('periodOf', () => {
  it.each([
    [{ requests: 20, per: 'second' }, 1000],
    [{ requests: 600, per: 'minute' }, 60_000],
    [{ requests: 5, per: 'hour' }, 3_600_000],
    // At most 20 in the time in which 180 a minute let 20 through.
    [{ requests: 180, per: 'minute', burst: 20 }, 20_000 / 3],
    // Less than one in a period: one in a longer one.
    [{ requests: 0.5, per: 'second' }, 2000],
  ] as const)('of %j is %d ms', (limit, ms) => {
    expect(periodOf(limit)).toBeCloseTo(ms);
  });
});

describe('sizeOf', () => {
  it.each([
    [{ requests: 20, per: 'second' }, 20],
    [{ requests: 180, per: 'minute', burst: 20 }, 20],
    [{ requests: 5, per: 'minute', burst: 20 }, 5],
    [{ requests: 2.5, per: 'second' }, 2],
    [{ requests: 0.5, per: 'second' }, 1],
  ] as const)('of %j is %d', (limit, size) => {
    expect(sizeOf(limit)).toBe(size);
  });
});
