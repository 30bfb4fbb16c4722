// Whether the rate limit is kept, seen from the vendor: the rate that is reached, and the fullest window of one second.
import { createInstance } from '@iam/core';
import { scim } from '@iam/scim';
import { fullestSecond, round, timeOf } from './measure.mjs';

const SECONDS = 4;

export const rateLimit = async ({ url, arrivals }) => {
  const rows = [];
  for (const perSecond of [5, 20, 200]) {
    const instance = createInstance(
      scim,
      { url, token: 'bench-token', rateLimit: perSecond },
      { name: 'bench' },
    );
    await arrivals();
    await timeOf(
      () => instance.run('iam-get-user', { 'user-profile': { username: 'jane@example.com' } }),
      perSecond * SECONDS + 1,
      16,
    );
    const spans = await arrivals();
    const handled = spans.map(([, latest]) => latest);
    // From the first request to the one that begins the next second: the burst at the beginning is part of the rate.
    const reached = ((handled.length - 1) / (handled.at(-1) - handled[0])) * 1000;
    const fullest = fullestSecond(spans);
    const counted = fullestSecond(handled.map((time) => [time, time]));
    const deviation = reached / perSecond - 1;
    rows.push(
      {
        what: `rate limit ${perSecond}/s: reached`,
        value: `${round(reached)}/s (${round(deviation * 100, 1)} %)`,
        goal: 'within 5 %',
        met: Math.abs(deviation) <= 0.05,
      },
      {
        what: `rate limit ${perSecond}/s: fullest second`,
        value: `${fullest} requests${counted > fullest ? ` (${counted} were handled in one second, some of them late)` : ''}`,
        goal: `≤ ${perSecond}`,
        met: fullest <= perSecond,
      },
    );
  }
  return rows;
};
