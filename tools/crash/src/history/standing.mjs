// The table of decisions of docs/lifecycle.md once more, written from its text alone.

/** Zones of a history, all without a change of the clock in it: hours ahead of UTC. */
export const ZONES = {
  UTC: 0,
  'Europe/Berlin': 2,
  'America/Los_Angeles': -7,
  'Asia/Tokyo': 9,
  'Pacific/Kiritimati': 14,
};

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const plusDays = (day, days) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const startOf = (day, zone) => Date.parse(`${day}T00:00:00Z`) - ZONES[zone] * HOUR;

/** The instant of `--today` for a person of a zone: noon of a day is noon there. */
export const nowFor = (today, zone) =>
  today.length === 10 ? startOf(today, zone) + 12 * HOUR : Date.parse(today);

/** What the feed says: `left`, `not in yet`, `leave` or `works`. */
const feedSays = (row, zone, now, wasIn, { joins, leaves }) => {
  const { hiredate, terminationdate, employmentstatus } = row;
  const start = hiredate ? startOf(plusDays(hiredate, -joins), zone) : undefined;
  const work = employmentstatus === 'Leave' ? 'leave' : 'works';
  const after = leaves.daysAfter + (leaves.at === 'end-of-day' ? 1 : 0);
  const end = terminationdate ? startOf(plusDays(terminationdate, after), zone) : undefined;
  const isOfEarlier = end !== undefined && hiredate && terminationdate < hiredate;
  if (end !== undefined && !isOfEarlier) {
    if (now >= end) {
      return 'left';
    }
  } else if (isOfEarlier && wasIn && now < end) {
    // It keeps in whom it finds in, and lets nobody in.
    return work;
  } else if (employmentstatus === 'Terminated') {
    return 'left';
  }
  return start !== undefined && now < start ? 'not in yet' : work;
};

const isSame = (one, other) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (key) => (one[key] || '') === (other[key] || ''),
  );

/** The new state of a person and the event. `before`: undefined, or { state, row, missingSince }. */
export const decide = (row, before, now, rules) => {
  const state = before?.state;
  if (row === undefined) {
    if (state === 'left') {
      return { state: 'left' };
    }
    const since = before?.missingSince ?? now;
    if (state === 'missing' && rules.missing !== 'hold' && now >= since + rules.missing.afterDays * DAY) {
      return { state: 'left', event: 'leaver', missingSince: since };
    }
    return { state: 'missing', event: 'missing', held: true, missingSince: since };
  }
  const wasIn = state === 'active' || state === 'leave';
  const says = feedSays(row, row.zone || rules.zone, now, wasIn, rules);
  const endsBefore = Boolean(row.hiredate && row.terminationdate && row.terminationdate < row.hiredate);
  if (says === 'left') {
    return { state: 'left', ...(state === 'left' ? {} : { event: 'leaver' }) };
  }
  if (says === 'not in yet') {
    if (state === 'left') {
      return { state: 'left' };
    }
    if (wasIn) {
      return endsBefore ? { state: 'left', event: 'leaver' } : { state: 'future', event: 'postponed' };
    }
    return { state: 'future', ...(state === 'missing' ? { event: 'reappeared' } : {}) };
  }
  const now_ = says === 'leave' ? 'leave' : 'active';
  if (state === 'left') {
    return { state: now_, event: 'rehire' };
  }
  if (state === undefined || state === 'future') {
    return { state: now_, event: endsBefore ? 'rehire' : 'joiner' };
  }
  if (state === 'missing') {
    return { state: now_, event: 'reappeared' };
  }
  if (state !== now_) {
    return { state: now_, event: now_ === 'leave' ? 'leave' : 'returned' };
  }
  return { state: now_, ...(isSame(row, before.row) ? {} : { event: 'mover' }) };
};
