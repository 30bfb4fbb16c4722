// `iam apply` in a process of its own, which may be killed. argv: { folder, url, section, file, applications: [{ name, kind, params }] }.
import { newDriver } from './drive.mjs';
import { openApplication } from './vendors.mjs';

const job = JSON.parse(process.argv[2]);
const stop = new AbortController();
const abort = new AbortController();
process.on('SIGINT', () => (stop.signal.aborted ? abort : stop).abort(new Error('Interrupted.')));
const driver = newDriver({ ...job, applications: job.applications.map(openApplication) });
const { exit, out, err } = await driver.apply(job.file, { signal: stop.signal, abort: abort.signal });
process.stdout.write(`${JSON.stringify({ exit, out, err })}\n`, () => process.exit(exit));
