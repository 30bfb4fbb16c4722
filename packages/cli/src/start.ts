import { processIo } from './io';
import { main } from './main';

// Not process.exit: what was written to a pipe must arrive, and connections that are kept alive do not hold the process.
void main(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
