import { longestPeriod, periodOf } from './limit-window';

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

describe('longestPeriod', () => {
  it('is that of the slowest limit, and nothing without limits', () => {
    const limits = [
      { requests: 20, per: 'second' },
      { requests: 600, per: 'minute' },
    ] as const;
    expect(longestPeriod(limits)).toBe(60_000);
    expect(longestPeriod([])).toBe(0);
  });
});
