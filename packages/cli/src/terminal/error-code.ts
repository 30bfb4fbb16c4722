export { errorCodeOf } from '@iam/core';
