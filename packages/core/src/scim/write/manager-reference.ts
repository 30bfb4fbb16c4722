import type { AttributeReferences } from '../../contract/attribute-reference';
import type { ScimDialect } from '../dialect';
import { URN } from '../urns';

/** The keys by which a profile names a manager, each with the attribute that holds it in the manager's own record. */
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
