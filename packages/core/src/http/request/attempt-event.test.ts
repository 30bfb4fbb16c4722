import { Secret } from '../../config/secret';
import { failure } from '../../errors/failure';
import { path } from '../path/path';
import { createRedact } from '../redaction/redact';
import { AttemptEvent } from './attempt-event';
import { callOf } from './call';

const baseUrl = 'https://x.example';
const redact = createRedact({ baseUrl, bearer: new Secret('t0ken-of-x') });
const call = callOf('GET', path`Users/${'t0ken-of-x'}`, {}, { baseUrl, redact });
const ended = { attempt: 2, durationMs: 7, status: 200, requestId: undefined, failure: undefined };

describe('the event of an attempt', () => {
  it('has the path without secrets, and only the properties that are known', () => {
    const event = new AttemptEvent(call, ended);

    expect(event.path).toBe('/Users/[secret]');
    expect({ ...event }).toEqual({ method: 'GET', attempt: 2, durationMs: 7, status: 200 });
    expect(Object.keys(event)).not.toEqual(expect.arrayContaining(['requestId']));
    expect(JSON.stringify(event)).not.toContain('t0ken');
  });

  it('has the request id and the failure where there are any', () => {
    const failed = failure('vendor-error', 'Out of order.');

    expect(new AttemptEvent(call, { ...ended, requestId: 'r1', failure: failed })).toMatchObject({
      requestId: 'r1',
      failure: failed,
    });
  });
});
