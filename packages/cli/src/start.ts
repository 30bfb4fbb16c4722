import { exitCodeWith, processIo } from './terminal/io';
import { main } from './main';
import { EXIT } from './terminal/usage-error';

// A diagnostic report lists the environment, and an instance's secrets may come from there. Older Node.js cannot leave it out;
// what is known to be a secret is taken out of the environment as soon as it is read.
Object.assign(process.report ?? {}, { excludeEnv: true });

// Should nothing be left to wait for before the command has ended, it has not ended well.
process.exitCode = EXIT.failed;

// Not process.exit: what was written to a pipe must arrive, and connections that are kept alive do not hold the process.
void main(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = exitCodeWith(code);
});
