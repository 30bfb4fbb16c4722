export { scim } from './scim';
export { scim as integration } from './scim';
