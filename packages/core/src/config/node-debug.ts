/**
 * The variables that make Node.js itself print its activity, including headers and bodies on the wire. That happens below this
 * code, where nothing can redact the credentials.
 */
const VARIABLES = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE'] as const;

/** Sections of `util.debuglog` that print requests, replies, what sockets carry, or what other programs are started with. */
const SECTIONS = [
  ...[
    'http',
    'http2',
    'https',
    'net',
    'tls',
    'quic',
    'stream',
    'undici',
    'fetch',
    'websocket',
    'child_process',
  ],
];

/** Native categories are many, for example HTTPCLIENTREQUEST and TLSWRAP, and are matched by prefix. */
const NATIVE = /^(http|net|tls|quic|tcp|pipe|stream|udp|crypto|inspector)/i;

/**
 * The first such setting, for example `NODE_DEBUG=http`; undefined when nothing is. Patterns are read as Node.js reads them:
 * lists with commas, any case, `*` for any text; lists with other separators count too.
 */
export const credentialsPrintedBy = (
  env: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  const found = VARIABLES.flatMap((variable) => {
    const words = (env[variable] ?? '').split(/[\s,;|]+/).filter((word) => word !== '');
    const isPrinting = (word: string): boolean =>
      SECTIONS.some((section) => patternOf(word).test(section)) ||
      (variable === 'NODE_DEBUG_NATIVE' && NATIVE.test(word));
    const printing = words.filter(isPrinting);
    return printing.length === 0 ? [] : [`${variable}=${printing.join(',')}`];
  });
  return found.length === 0 ? undefined : found.join(' ');
};

const patternOf = (word: string): RegExp => {
  const parts = word.split(/\*+/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
};
