import { feedConfig, inputOf } from './__fixtures__/feed-config';
import { checkFeed } from './check-feed';
import { openFeed } from './open-feed';

const check = (text: string) => checkFeed(openFeed(feedConfig(), inputOf(text)));

describe('the check of a feed', () => {
  it('counts who has a value, and shows none', async () => {
    const report = await check('employeeid,email,hiredate\nE1,jane@x.y,2020-01-01\nE2,,2020-01-02\n');

    expect(report).toMatchObject({ usable: true, rows: 2, errors: 0, duplicates: 0 });
    expect(report.keys).toEqual([
      { key: 'employeeid', columns: ['employeeid'], filled: 2 },
      { key: 'email', columns: ['email'], filled: 1 },
      { key: 'hiredate', columns: ['hiredate'], filled: 2, dates: { 'yyyy-MM-dd': 2 } },
    ]);
    expect(JSON.stringify(report)).not.toContain('jane');
  });

  it('finds who is there twice, in error or not', async () => {
    const rows = ['E1,x', 'E2,x', 'E1,x', 'E3', 'E3,x', 'E1,x'];

    expect(await check(`employeeid,a\n${rows.join('\n')}\n`)).toMatchObject({
      usable: false,
      duplicates: 2,
      firstDuplicates: [
        { key: 'E1', lines: [2, 4, 7], times: 3 },
        { key: 'E3', lines: [5, 6], times: 2 },
      ],
    });
  });

  it('names the first errors and counts all', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `E${index},x`);
    const report = await check(`employeeid,hiredate\n${rows.join('\n')}\n`);

    expect(report.errors).toBe(30);
    expect(report.firstErrors).toHaveLength(20);
    expect(report.firstErrors[19]).toMatchObject({ line: 21, key: 'E19', column: 'hiredate' });
  });

  it('says that a feed cannot be used', async () => {
    expect(await check('email\nx\n')).toMatchObject({ usable: false, fatal: [expect.any(String) as string] });
  });
});
