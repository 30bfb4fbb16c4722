import { isSecret } from '../config/secret';
import type { Secret } from '../config/secret';
import type { Connection } from './connection';

/**
 * What would keep a connection from working or send it elsewhere, each problem with its parameter and never with a value:
 * found when the configuration is read, before anything is sent.
 */
export const connectionProblems = (
  { baseUrl, bearer, basic, headers = {} }: Connection,
  config: Readonly<Record<string, unknown>>,
): readonly string[] => {
  const nameOf = (value: unknown): string =>
    Object.keys(config).find((key) => config[key] === value) ?? 'credentials';
  const inHeaders: readonly Secret[] = [bearer, ...Object.values(headers)].filter(isSecret);
  return [
    // RFC 3986 section 5.2.4: these segments are removed, with the one before them.
    ...(/\/\.{1,2}(\/|$)/.test(baseUrl) ? ['params: "." and ".." cannot be a part of the address'] : []),
    ...inHeaders.flatMap((secret) => {
      const found = NOT_IN_HEADERS.exec(secret.reveal())?.[0];
      return found === undefined
        ? []
        : [`params.${nameOf(secret)}: has a character that a header cannot carry (${codePoint(found)})`];
    }),
    // RFC 7617 section 2: the first colon ends the user name.
    ...(basic?.username.includes(':') === true
      ? [`params.${nameOf(basic.username)}: must not contain a colon`]
      : []),
  ];
};

// RFC 9110 section 5.5: visible characters, spaces and what older specifications called obs-text.
const NOT_IN_HEADERS = /[^\x20-\x7e\x80-\xff]/u;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
