export { helloScimWorld } from './hello-scim-world';
export { helloScimWorld as integration } from './hello-scim-world';
