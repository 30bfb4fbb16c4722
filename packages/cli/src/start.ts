import { exitCodeWith, processIo } from './terminal/io';
import { main } from './main';
import { EXIT } from './terminal/usage-error';

// Excludes the environment from diagnostic reports, because secrets of instances may be in it. Older Node.js cannot do that, so
// known secrets are also removed from the environment once read.
Object.assign(process.report ?? {}, { excludeEnv: true });

// Presets a failure: an event loop that empties before the command has ended means that it did not finish.
process.exitCode = EXIT.failed;

// Not process.exit: output to a pipe must be flushed, and kept-alive connections do not hold the process.
void main(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = exitCodeWith(code);
});
