import type { AttributeReference, Integration, Mapper } from '@iam/core';
import { markdownTable } from './markdown-table';

/** Which profile key becomes which attribute of the application, by the outgoing mapper. */
export const profileKeys = (
  brand: string,
  outgoing: Mapper,
  references: Integration['references'] = {},
): string => {
  const fields = outgoing.fields('User Profile - Create');
  const keys = new Set([
    ...fields.flatMap(({ from, otherwise }) => [...from, ...otherwise]),
    ...Object.values(references).flatMap((some) => some.map(({ from }) => from)),
  ]);
  const attributesOf = (key: string): readonly string[] => {
    const own = fields.filter(({ from }) => from.includes(key));
    const standIns = fields.filter(({ from, otherwise }) => !from.includes(key) && otherwise.includes(key));
    return [
      ...own.map(({ target }) => code(target)),
      ...Object.entries(references).flatMap(([attribute, some]) =>
        some
          .filter(({ from }) => from === key)
          .map((reference) => `${code(attribute)}${whoseRecord(reference)}`),
      ),
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

const whoseRecord = ({ lookupBy }: AttributeReference): string =>
  lookupBy === undefined ? ', of the record it names' : `, of the person whose ${code(lookupBy)} it is`;

const code = (text: string): string => `\`${text}\``;

const whenAbsent = (keys: readonly string[]): string =>
  keys.length === 0 ? '' : ` when ${keys.map(code).join(' and ')} ${keys.length === 1 ? 'is' : 'are'} absent`;
