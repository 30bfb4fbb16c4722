import { credentialsPrintedBy } from '../terminal/core-excerpt';
import type { Io } from '../terminal/io';

/**
 * Checks that Node.js is set up to keep credentials secret. NODE_DEBUG output would show every header and is refused; a debugger
 * or a heap dump is allowed with a warning about what they expose.
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

/** A debugger reads the memory, a heap snapshot or profile copies it, and a TLS key log decrypts all traffic. */
const EXPOSING = ['--inspect', '--heapsnapshot-', '--heap-prof', '--tls-keylog'];

const optionsIn = (env: Io['env']): readonly string[] =>
  (env['NODE_OPTIONS'] ?? '').split(/[\s"']+/).map((word) => word.replaceAll('_', '-'));
