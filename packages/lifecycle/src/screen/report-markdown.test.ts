import type { RunReport } from '../report/run-report';
import { REPORT_JSON, REPORT_MARKDOWN } from '../report/report-kind';
import { reportMarkdown } from './report-markdown';

const report: RunReport = {
  format: 'iam-report/1',
  personalData: true,
  made: '2026-11-27T10:00:00.000Z',
  madeBy: 'auditor',
  run: { id: 7, state: 'done', startedBy: 'jane', started: '2026-11-26T15:40:00.000Z', ended: null },
  plan: {
    id: '01J',
    sha256: 'aa',
    made: '2026-11-26T15:30:00.000Z',
    madeBy: 'jane',
    today: '2026-11-26T15:30:00.000Z',
    feed: { uri: 'file:hr.csv', sha256: 'bb', rows: 3, errors: 0, previousRows: null },
    config: { sha256: 'cc', core: '0.1.0' },
  },
  approvals: [{ by: 'joe', at: '2026-11-26T15:35:00.000Z', people: ['E9'], allow: { leavers: 900 } }],
  guards: null,
  counts: [],
  notDone: [
    {
      app: 'aws',
      person: 'E1',
      who: '=HYPERLINK("x")|<b>ann\u001b[31m',
      op: 'update',
      state: 'failed',
      said: 'two\nlines',
    },
  ],
  died: [],
  leavers: [],
  ledger: {
    attempts: 2,
    ends: [{ writer: 'w', attempt: 2, hash: 'dd' }],
    broken: { attempt: 3, writer: 'w', problem: 'it was changed after it was written' },
  },
  attestation: {
    leavers: 1,
    others: 0,
    apps: ['aws'],
    notCovered: ['okta'],
    rows: [
      {
        app: 'aws',
        person: 'E2',
        who: 'e2@example.com',
        access: 'not known',
        found: 'it could not be read',
        vendorId: null,
        by: 'id',
        at: '2026-11-27T10:00:00.000Z',
      },
    ],
    isClosed: false,
  },
  sha256: 'ee',
};

describe('reportMarkdown', () => {
  const text = reportMarkdown(report);

  it('is told to be a report from how it begins, and so is the JSON', () => {
    const ends = (start: string) => ({
      bytes: Buffer.from(start),
      start,
      first: start.split('\n', 1)[0] ?? '',
      last: '',
    });
    const texts = [text, JSON.stringify(report, null, 2), '# Run 7\n\nas fast as you can', '{"format":"x"}'];

    expect(texts.map((one) => [REPORT_MARKDOWN.is(ends(one)), REPORT_JSON.is(ends(one))])).toEqual([
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
  });

  it('says that it holds personal data, who approved what, and what is broken or not known', () => {
    expect(text).toContain('**Personal data.**');
    expect(text).toContain('by joe at 2026-11-26T15:35:00.000Z; released: E9; guard leavers up to 900');
    expect(text).toContain('**The chain is broken** at record 3');
    expect(text).toContain(
      'not all access is closed: 0 open, 1 not known. Not covered by this configuration: okta.',
    );
    expect(text).toContain('Hash of this report (sha256 of its canonical JSON without the hash): `ee`');
  });

  it('keeps a text of an application in its cell, and from the terminal', () => {
    const [row] = text.split('\n').filter((line) => line.startsWith('| aws | E1'));
    expect(row).toContain('\\|\\<b\\>ann\\\\u001b\\[31m');
    expect(row).toContain('two lines');
  });
});
