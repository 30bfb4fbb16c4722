export { okta } from './okta';
export { okta as integration } from './okta';
