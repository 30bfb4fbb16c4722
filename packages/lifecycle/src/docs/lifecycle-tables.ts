import { documentedKeys } from '../config/lifecycle-schema';
import { DECISION_TABLE, type Before, type Now } from '../decide/decision-table';
import { EVENT_NAMES } from '../decide/reference-events';
import { KNOWN_KEYS, DATE_KEYS } from '../rules/known-keys';
import { FUNCTIONS } from '../rules/language';

/** The generated parts of docs/lifecycle.md, by the names of their marks. */
export const lifecycleTables = (): Readonly<Record<string, string>> => ({
  decisions: table(
    ['', 'the feed says', 'before', 'and', 'state', 'event', 'why'],
    DECISION_TABLE.map(({ now, before, and, state, event, hold, note }, index) => [
      String(index + 1),
      now.map((one) => NOW[one]).join(', '),
      before.map((one) => BEFORE[one]).join(', '),
      and ?? '',
      state === 'as now' ? 'as the feed says' : `\`${state}\``,
      event === undefined ? '' : `\`${event}\`${hold === true ? ', held' : ''}`,
      note,
    ]),
  ),
  events: table(
    ['event', 'the reference', ''],
    Object.entries(EVENT_NAMES).map(([event, { reference, note }]) => [
      `\`${event}\``,
      reference.join(', '),
      note,
    ]),
  ),
  keys: [...KNOWN_KEYS]
    .filter((key) => !DATES.has(key))
    .map((key) => `\`${key}\``)
    .join(', '),
  functions: table(
    ['form', 'meaning'],
    Object.values(FUNCTIONS).map(({ form, meaning }) => [`\`${form}\``, meaning]),
  ),
  configuration: table(
    ['key', 'default', 'meaning'],
    documentedKeys().map(({ path, about, required, byDefault }) => [
      `\`${path}\``,
      required
        ? 'required'
        : byDefault === undefined || isNothing(byDefault)
          ? ''
          : `\`${JSON.stringify(byDefault)}\``,
      about,
    ]),
  ),
});

const DATES: ReadonlySet<string> = new Set(DATE_KEYS);

/** What is filled in key by key has its defaults in the lines below it. */
const isNothing = (value: unknown): boolean => ['{}', '[]'].includes(JSON.stringify(value));

const NOW: Readonly<Record<Now, string>> = {
  gone: 'no row',
  ended: 'left',
  future: 'not in yet',
  leave: 'on leave',
  active: 'works',
};

const BEFORE: Readonly<Record<Before, string>> = {
  new: 'not known',
  future: 'future',
  active: 'active',
  leave: 'leave',
  left: 'left',
  missing: 'missing',
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const cell = (text: string): string => text.replace(/\|/g, '\\|');

/** The page with its generated parts renewed: what stands between `<!-- lifecycle: name -->` and `<!-- lifecycle end -->`. */
export const withTables = (page: string): string => {
  const tables = lifecycleTables();
  let isOpen = false;
  return page
    .split('\n')
    .flatMap((line) => {
      const name = line.startsWith(BEGIN) ? line.slice(BEGIN.length).replace(' -->', '') : undefined;
      const text = name === undefined ? undefined : tables[name];
      if (text !== undefined) {
        isOpen = true;
        return [line, '<!-- prettier-ignore-start -->', '', text, '', '<!-- prettier-ignore-end -->'];
      }
      isOpen &&= line !== END;
      return isOpen ? [] : [line];
    })
    .join('\n');
};

const BEGIN = '<!-- lifecycle: ';
const END = '<!-- lifecycle end -->';
