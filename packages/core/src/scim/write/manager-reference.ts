import type { AttributeReferences } from '../../contract/attribute-reference';
import type { ScimDialect } from '../dialect';
import { URN } from '../urns';

/** What a profile may say of a manager, and the attribute that the manager's own record has it in. */
const WAYS = [
  { from: 'manageremailaddress', lookupBy: 'userName' },
  { from: 'manageremployeeid', lookupBy: 'externalId' },
] as const;

/**
 * RFC 7643 section 4.3: `manager.value` is the id of the manager's own record. User names are addresses at most companies; not every
 * vendor can be searched by `emails`.
 */
export const managerReference = ({
  userAttributes,
  lookupBy,
}: Pick<ScimDialect, 'userAttributes' | 'lookupBy'>): AttributeReferences => {
  const ways = WAYS.filter((way) => lookupBy.includes(way.lookupBy));
  return userAttributes.includes(URN.enterpriseUser) && ways.length > 0
    ? { [`${URN.enterpriseUser}.manager.value`]: ways }
    : {};
};
