import { failure, type FailureKind } from '@iam/core';
import { MAX_ATTEMPTS, MAX_NOT_APPLIED, verdictOf } from './verdict';

const verdicts: readonly (readonly [FailureKind, string])[] = [
  ['unauthorized', 'pause'],
  ['forbidden', 'pause'],
  ['tls', 'pause'],
  ['invalid-config', 'pause'],
  ['not-found', 'stale'],
  ['conflict', 'stale'],
  ['changed-meanwhile', 'stale'],
  ['rate-limited', 'again'],
  ['vendor-error', 'again'],
  ['timeout', 'again'],
  ['network', 'again'],
  ['proxy', 'again'],
  ['interrupted', 'again'],
  ['malformed-reply', 'again'],
  ['not-applied', 'again'],
  ['not-recorded', 'again'],
  ['not-admitted', 'again'],
  ['refused', 'failed'],
  ['ambiguous', 'failed'],
  ['bad-request', 'failed'],
  ['wrong-state', 'failed'],
  ['unsupported', 'failed'],
  ['invalid-input', 'failed'],
  ['defect', 'failed'],
  ['no-such-resource', 'failed'],
  ['version-required', 'failed'],
];

describe('verdictOf', () => {
  it.each(verdicts)('%s: %s', (kind, tag) => {
    expect(verdictOf(failure(kind, 'text'), 1).tag).toBe(tag);
  });

  it('waits twice as long each time, at most five minutes, and at least as long as the vendor asks for', () => {
    const ms = (attempts: number, retryAfterMs?: number) => {
      const found = failure('rate-limited', 'text', retryAfterMs === undefined ? {} : { retryAfterMs });
      const verdict = verdictOf(found, attempts);
      return verdict.tag === 'again' ? verdict.inMs : undefined;
    };
    expect([1, 2, 3, 8, 9, 10, 1000].map((attempts) => ms(attempts))).toEqual([
      1000, 2000, 4000, 128_000, 256_000, 300_000, 300_000,
    ]);
    expect(ms(1, 3_600_000)).toBe(3_600_000);
  });

  it('gives up after the last attempt, and says whether the vendor may have done it', () => {
    const lost = failure('timeout', 'No reply in 60 s.', { effect: 'unknown' });
    expect(verdictOf(lost, MAX_ATTEMPTS - 1).tag).toBe('again');
    expect(verdictOf(lost, MAX_ATTEMPTS)).toEqual({
      tag: 'failed',
      said: 'No reply in 60 s. This was attempt 30; what the vendor did is not known.',
    });
    expect(verdictOf(failure('timeout', 'Late.'), MAX_ATTEMPTS).said).toContain(
      'what the vendor did is nothing',
    );
  });

  it('gives up earlier where the application accepts a write and does not carry it out', () => {
    const cut = failure('not-applied', 'The record does not have what was sent for: title.');
    expect(verdictOf(cut, MAX_NOT_APPLIED - 1).tag).toBe('again');
    expect(verdictOf(cut, MAX_NOT_APPLIED)).toMatchObject({
      tag: 'failed',
      said: expect.stringContaining('for: title. This was attempt 6;') as string,
    });
  });

  it.each(['rate-limited', 'interrupted', 'not-admitted'] as const)(
    'never gives up a person because of %s',
    (kind) => {
      expect(verdictOf(failure(kind, 'text'), 10_000).tag).toBe('again');
    },
  );

  it('names the step', () => {
    expect(verdictOf(failure('bad-request', 'No.', { step: 'POST /Users' }), 1).said).toBe(
      'No. (POST /Users)',
    );
  });
});
