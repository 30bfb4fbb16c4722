import { inspect } from 'node:util';
import { failure } from './failure';
import { IAMError, isIAMError, toFailure } from './iam-error';

describe('an IAMError', () => {
  const failed = failure('not-found', 'nobody', { status: 404 });

  it('carries its failure and is recognised by its brand, so that two copies of this package work together', () => {
    const foreign = Object.defineProperty(new Error('nobody'), Symbol.for('@iam/error'), { value: true });

    expect(new IAMError(failed)).toMatchObject({ name: 'IAMError', message: 'nobody', failure: failed });
    expect(isIAMError(new IAMError(failed))).toBe(true);
    expect(isIAMError(foreign)).toBe(true);
  });

  it.each([[new Error('x')], [{ failure: failed }], [undefined], ['text']])('%p is none', (value) => {
    expect(isIAMError(value)).toBe(false);
  });
});

describe('a thrown value as a failure', () => {
  it('is the failure of an IAMError', () => {
    const failed = failure('conflict', 'taken');

    expect(toFailure(new IAMError(failed))).toBe(failed);
  });

  it('is a defect otherwise, with unknown effect', () => {
    expect(toFailure(new TypeError('x is undefined'))).toMatchObject({
      kind: 'defect',
      message: 'TypeError: x is undefined',
      effect: 'unknown',
    });
    expect(toFailure('a text')).toMatchObject({
      kind: 'defect',
      message: 'something that is no Error was thrown',
    });
  });

  it('keeps neither the stack nor a request that the error carries', () => {
    const thrown = Object.assign(new Error('broken'), {
      config: { headers: { Authorization: 'Bearer s3cret' } },
    });

    expect(inspect(toFailure(thrown), { depth: 9 })).not.toMatch(/s3cret|at Object/);
  });
});
