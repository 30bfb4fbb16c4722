import { describeFailure } from '@iam/core';
import type { CommandResult, Failure } from '@iam/core';

/**
 * What failed, for whom and why, without the instance: several may have failed for the same reason. A message that ends as
 * a sentence needs no second full stop after its quote.
 */
export const describeFailed = ({ command, who }: CommandResult, failure: Failure): string =>
  describeFailure(failure, { where: '', command, ...(who === '' ? {} : { who }) })
    .replace(/^\[\] /, '')
    .replace(/([.!?…]")\.(?= Next: |$)/, '$1');
