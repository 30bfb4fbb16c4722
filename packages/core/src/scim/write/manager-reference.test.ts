import { URN } from '../urns';
import { managerReference } from './manager-reference';

const MANAGER = `${URN.enterpriseUser}.manager.value`;
const byName = { from: 'manageremailaddress', lookupBy: 'userName' };
const byKey = { from: 'manageremployeeid', lookupBy: 'externalId' };

it.each<[string, readonly string[], readonly string[], object]>([
  ['by both ways', [URN.enterpriseUser], ['userName', 'externalId', 'id'], { [MANAGER]: [byName, byKey] }],
  ['by the user name alone', [URN.enterpriseUser, 'title'], ['id', 'userName'], { [MANAGER]: [byName] }],
  ['by the key alone', [URN.enterpriseUser], ['externalId'], { [MANAGER]: [byKey] }],
  ['in no way that the vendor can be searched by', [URN.enterpriseUser], ['id', 'emails'], {}],
  ['not where the vendor has no enterprise extension', ['userName', 'title'], ['userName', 'externalId'], {}],
])('a manager is found %s', (_, userAttributes, lookupBy, references) => {
  expect(managerReference({ userAttributes, lookupBy })).toEqual(references);
});
