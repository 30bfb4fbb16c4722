import fc from 'fast-check';
import { feedConfig, inputOf } from '../feed/__fixtures__/feed-config';
import { checkFeed } from '../feed/check-feed';
import { openFeed } from '../feed/open-feed';
import { feedCheckText } from './feed-check';

const screen = async (text: string, more: Parameters<typeof feedConfig>[0] = {}): Promise<string> =>
  feedCheckText(await checkFeed(openFeed(feedConfig(more), inputOf(text))));

describe('what is shown of a feed', () => {
  it('is how it was understood', async () => {
    const columns = { employeeid: 'ID', email: 'Work Email', hiredate: 'Start' };

    expect(await screen('ID;Work Email;Start;x\n1;a@b.c;2020-01-01;\n2;;2020-01-02;\n', { columns })).toBe(
      [
        'stdin: · CSV with semicolon, UTF-8 · 2 rows',
        '',
        '  key         column      people',
        '  employeeid  ID               2',
        '  email       Work Email       1',
        '  hiredate    Start            2  2 as yyyy-MM-dd',
        '',
        'Remarks:',
        '  The separator of the cells was found to be: semicolon.',
        '  Nothing is made of "x".',
        '',
        'A plan can be made of this feed.',
        '',
      ].join('\n'),
    );
  });

  it('is what is wrong with it, and whose rows', async () => {
    expect(await screen('employeeid,hiredate\nE1,2020-02-30\nE2,2020-01-01\nE2,\n')).toBe(
      [
        'stdin: · CSV with comma, UTF-8 · 3 rows · 1 in error',
        '',
        '  key         column      people',
        '  employeeid  employeeid       2',
        '  hiredate    hiredate         1  1 as yyyy-MM-dd',
        '',
        '1 row in error. Their people are held: neither changed nor missing.',
        '  line 2  E1  hiredate:  "2020-02-30" is no day of the calendar',
        '',
        '1 key in several rows. No plan is made until each is in one.',
        '  E2  in lines 3, 4',
        '',
        'Remarks:',
        '  The separator of the cells was found to be: comma.',
        '  The feed gives no "email" and no "username", and most applications cannot make',
        '    an account without one. Name their columns in "columns".',
        '',
        'No plan can be made of this feed as it is.',
        '',
      ].join('\n'),
    );
  });

  it('is why it cannot be used at all', async () => {
    expect(await screen('')).toBe(
      [
        'stdin:',
        '',
        'The feed cannot be used:',
        '  The feed is empty.',
        '',
        'No plan can be made of this feed as it is.',
        '',
      ].join('\n'),
    );
  });

  it('counts rows of a list', async () => {
    expect(await screen('[{"employeeid":"1"},7]')).toContain('\n  row 2  the row is no JSON object\n');
  });

  it('drives no terminal, and is 80 columns wide at most where words allow', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\u001b', '\n', ',', '"'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), text, async (names, value) => {
        const cell = (one: string): string => `"${one.replaceAll('"', '""')}"`;
        const header = ['employeeid', 'hiredate', ...new Set(names.map((name) => name.trim()))];
        const shown = await screen(
          `${header.map(cell).join(',')}\n${['E1', value, ...header.slice(2)].map(cell).join(',')}\n`,
        );

        expect(shown).not.toContain('\u001b');
        const tooWide = shown
          .split('\n')
          .filter((line) => line.length > 80 && /\S\s+\S.*\S\s+\S/.test(line.slice(0, 60)));
        expect(tooWide.filter((line) => !line.split(' ').some((word) => word.length > 20))).toEqual([]);
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
