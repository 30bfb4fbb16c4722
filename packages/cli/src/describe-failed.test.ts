import type { CommandResult, Failure } from '@iam/core';
import { describeFailed } from './describe-failed';

const result = { command: 'iam-get-user', who: 'jane@example.com' } as CommandResult;
const failed = (message: string, more: Partial<Failure> = {}): Failure => ({
  kind: 'interrupted',
  message,
  status: null,
  effect: 'none',
  ...more,
});

describe('a failure in one line', () => {
  it.each<[string, Failure, string]>([
    [
      'a sentence as a message',
      failed('It was stopped.', { next: 'Run it again.' }),
      'iam-get-user jane@example.com: interrupted: "It was stopped." Next: Run it again.',
    ],
    ['a sentence at the end', failed('Why?'), 'iam-get-user jane@example.com: interrupted: "Why?"'],
    [
      'no sentence',
      failed('stopped', { next: 'Run it again.' }),
      'iam-get-user jane@example.com: interrupted: "stopped". Next: Run it again.',
    ],
    [
      'a step behind the message',
      failed('It was stopped.', { step: 'GET /users' }),
      'iam-get-user jane@example.com: interrupted: "It was stopped." (GET /users).',
    ],
  ])('has one full stop for %s', (_, failure, line) => {
    expect(describeFailed(result, failure)).toBe(line);
  });
});
