import { credentialsPrintedBy } from '../terminal/core-excerpt';
import type { Io } from '../terminal/io';

/**
 * Whether Node.js itself is set up so that credentials stay secret. Output of its own debugging would show every header and is
 * refused; a person who opens a debugger or asks for the memory on disk is told what is in reach.
 */
export const mayStart = ({ env, stderr }: Pick<Io, 'env' | 'stderr'>): boolean => {
  const printing = credentialsPrintedBy(env);
  if (printing !== undefined) {
    const names = [...new Set(printing.split(' ').map((setting) => setting.split('=')[0]))].join(' ');
    stderr.write(
      `iam does not start with ${printing}: Node.js would print every request, with the credentials in it. ` +
        `Unset it (unset ${names}); iam run --debug shows the requests without secrets.\n`,
    );
    return false;
  }
  const exposing = EXPOSING.filter((option) => optionsIn(env).some((word) => word.startsWith(option)));
  if (exposing.length > 0) {
    stderr.write(
      `warning: NODE_OPTIONS has ${exposing.join(' ')}: credentials can be read from the memory of this process ` +
        'or from what is recorded of it\n',
    );
  }
  return true;
};

/** A debugger reads the memory, a snapshot or a profile of the heap is the memory, and with the keys TLS hides nothing. */
const EXPOSING = ['--inspect', '--heapsnapshot-', '--heap-prof', '--tls-keylog'];

const optionsIn = (env: Io['env']): readonly string[] =>
  (env['NODE_OPTIONS'] ?? '').split(/[\s"']+/).map((word) => word.replaceAll('_', '-'));
