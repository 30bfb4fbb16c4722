// The part of core that `iam --help` needs. The build inlines it into the start file instead of loading core: see bundle.mjs.
export { COMMANDS, credentialsPrintedBy, isCommandName, printable } from '@iam/core';
// Named apart: it is no part of what others import from core.
export { nearest } from '@iam/core/internal';
export type { ArgumentSpec, CommandName, CommandSpec, ExtraCommand } from '@iam/core';
