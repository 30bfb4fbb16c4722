import { objectOf, type FileEnds, type FileKind } from '@iam/core/internal';
import { PLAN_FORMAT } from './plan-line';

/** By its head line; a plan of another version is one too. */
const headOf = ({ first }: FileEnds): Readonly<Record<string, unknown>> | undefined => {
  const head = objectOf(first);
  const [name = ''] = PLAN_FORMAT.split('/');
  return head?.['type'] === 'plan' && String(head['format']).startsWith(`${name}/`) ? head : undefined;
};

/** A plan may be approved, or being applied, so that none is replaced. */
export const PLAN_FILE: FileKind = {
  name: 'a plan',
  is: (ends) => headOf(ends) !== undefined,
  fate: 'kept',
};

/** A copy without values can be neither approved nor applied, and made again from the plan. */
export const REDACTED_PLAN: FileKind = {
  name: 'a plan without values of people',
  is: (ends) => headOf(ends)?.['redacted'] === true,
  fate: 'replaced',
};
