import type { Mapper } from '@iam/core';
import { markdownTable } from './markdown-table';

/** Which profile key becomes which attribute of the application, by the outgoing mapper. */
export const profileKeys = (brand: string, outgoing: Mapper): string => {
  const fields = outgoing.fields('User Profile - Create');
  const keys = new Set(fields.flatMap(({ from, otherwise }) => [...from, ...otherwise]));
  const attributesOf = (key: string): readonly string[] => {
    const own = fields.filter(({ from }) => from.includes(key));
    const standIns = fields.filter(({ from, otherwise }) => !from.includes(key) && otherwise.includes(key));
    return [
      ...own.map(({ target }) => code(target)),
      ...standIns.map(({ target, from }) => `${code(target)}${whenAbsent(from)}`),
    ];
  };
  return [
    markdownTable(
      ['Profile key', `Attribute of ${brand}`],
      [...keys].map((key) => [code(key), attributesOf(key).join('; ')]),
    ),
    REST,
  ].join('\n\n');
};

const REST =
  'A key that is not here is sent if it is itself an attribute that can be written, and named in a warning if it is not. ' +
  '`id`, the application’s own key of a person, and `olduserdata`, the profile as it was before, find somebody and are not written.';

const code = (text: string): string => `\`${text}\``;

const whenAbsent = (keys: readonly string[]): string =>
  keys.length === 0 ? '' : ` when ${keys.map(code).join(' and ')} ${keys.length === 1 ? 'is' : 'are'} absent`;
