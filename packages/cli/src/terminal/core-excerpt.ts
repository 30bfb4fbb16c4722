// What `iam --help` needs of core. The build copies it into the start file, instead of loading core for it: see bundle.mjs.
export { COMMANDS, credentialsPrintedBy, isCommandName, printable } from '@iam/core';
export type { ArgumentSpec, CommandName } from '@iam/core';
