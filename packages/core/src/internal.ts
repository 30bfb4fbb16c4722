// What the packages of this repository share with core and its users do not need: no promise about versions.
export { dictionaryOf, isDictionary } from './codec/combinators';
export { urlOf } from './codec/url-of';
export { parseJson } from './codec/json/json';
export { nearest } from './codec/nearest';
export { failedExtra, recordsOf } from './commands/extra/run-extra-command';
export { loadConfig } from './config/load';
export { readPrivateKey } from './config/private-key';
export type { Sources } from './config/references';
export { connectionHeaders } from './http/connection/connection';
export { createFakeClock } from './http/fake-clock';
export type { FakeClock } from './http/fake-clock';
export {
  attributeName,
  hasAt,
  keysOf,
  leavesOf,
  pathOf,
  valueAt,
  withValueAt,
} from './profile/attribute-path';
export { changesBetween } from './profile/changes/changes';
export { identifyAll } from './profile/identity/identify';
export { keyOf } from './profile/identity/person-key';
export { otherSpellings, textsIn } from './profile/identity/same-user';
export { isTakenOver } from './profile/identity/taken-over';
export { MAPPING_TYPES } from './profile/mapper/mapping-type';
export { resolveMappers } from './profile/resolve-mapper';
export { nameOf } from './profile/user-profile';
