import { failure, type Failure } from './failure';

// A symbol of the global registry, because a vendor package may bring a second copy of this package
// along; `instanceof` would not recognise an error that the other copy threw.
const IAM_ERROR_BRAND = Symbol.for('@iam/error');

/** The only error that core throws. Its `failure` has all information; the stack is for debugging. */
export class IAMError extends Error {
  override readonly name = 'IAMError';
  readonly failure: Failure;

  constructor(failed: Failure) {
    super(failed.message);
    this.failure = failed;
    Object.defineProperty(this, IAM_ERROR_BRAND, { value: true });
  }
}

export const isIAMError = (value: unknown): value is IAMError =>
  value instanceof Error && Object.prototype.hasOwnProperty.call(value, IAM_ERROR_BRAND);

/**
 * Turns whatever was thrown into a failure. Anything that is not an IAMError is a defect of a vendor
 * package or of core: its message is kept, its stack and its other properties are not, because they
 * may hold a request with its Authorization header.
 */
export const toFailure = (thrown: unknown): Failure => {
  if (isIAMError(thrown)) {
    return thrown.failure;
  }
  return failure('defect', reasonOf(thrown), { effect: 'unknown' });
};

/** A thrown value as text; the name of an error only where it is more specific than `Error`. */
export const reasonOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) {
    return 'something that is no Error was thrown';
  }
  return thrown.name === 'Error' ? thrown.message : `${thrown.name}: ${thrown.message}`;
};
