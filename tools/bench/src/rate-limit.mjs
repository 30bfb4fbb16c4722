// Whether the rate limit is kept, seen from the vendor: the rate that is reached, and the fullest window of one second.
import { createInstance } from '@iam/core';
import { scim } from '@iam/scim';
import { round, timeOf } from './measure.mjs';

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
    const times = await arrivals();
    // From the first request to the one that begins the next second: the burst at the beginning is part of the rate.
    const reached = ((times.length - 1) / (times.at(-1) - times[0])) * 1000;
    const fullest = Math.max(
      ...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length),
    );
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
        value: `${fullest} requests`,
        goal: `≤ ${perSecond}`,
        met: fullest <= perSecond,
      },
    );
  }
  return rows;
};
