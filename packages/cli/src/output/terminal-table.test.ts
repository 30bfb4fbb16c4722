import { drawTable } from './terminal-table';

const io = (columns = 80, isTTY = false, env: Record<string, string> = {}) => ({
  stdout: { write: () => undefined, isTTY, columns },
  env,
});

describe('a table on a terminal', () => {
  it('shows one record upright', () => {
    expect(drawTable({ title: 'T', headers: ['name', 'lines'], rows: [['Ann', 'a\nb']] }, io())).toBe(
      [
        'T',
        '┌───────┬─────┐',
        '│ name  │ Ann │',
        '├───────┼─────┤',
        '│ lines │ a   │',
        '│       │ b   │',
        '└───────┴─────┘',
        '',
      ].join('\n'),
    );
  });

  it('shows several records as lines, and one where that is wanted', () => {
    const rows = [['1', '2']];
    const flat = ['┌───┬───┐', '│ a │ b │', '├───┼───┤', '│ 1 │ 2 │'];

    expect(drawTable({ title: '', headers: ['a', 'b'], rows: [...rows, ...rows] }, io())).toBe(
      [...flat, '├───┼───┤', '│ 1 │ 2 │', '└───┴───┘', ''].join('\n'),
    );
    expect(drawTable({ title: '', headers: ['a', 'b'], rows }, io(), { upright: false })).toBe(
      [...flat, '└───┴───┘', ''].join('\n'),
    );
  });

  it('says so when there is nothing to show', () => {
    expect(drawTable({ title: 'T', headers: [], rows: [[]] }, io())).toBe('T\nNo entries.\n');
    expect(drawTable({ title: 'T', headers: ['a'], rows: [] }, io())).toBe('T\nNo entries.\n');
  });

  it.each([40, 80, 120])('is not wider than a terminal of %i characters and cuts nothing', (columns) => {
    const values = [
      'https://example.com/'.repeat(20),
      '日本語の名前'.repeat(20),
      '🎉'.repeat(50),
      'word '.repeat(60),
    ];
    const drawn = drawTable({ title: '', headers: ['a', 'b', 'c', 'd'], rows: [values] }, io(columns));

    for (const line of drawn.split('\n')) {
      const width = [...line].reduce(
        (sum, character) => sum + (/[\u3000-\u9fff🎉]/u.test(character) ? 2 : 1),
        0,
      );
      expect(width).toBeLessThanOrEqual(columns);
    }
    const cells = drawn.replace(/[^a-z日本語の名前🎉:/.]/gu, '');
    for (const value of values) {
      expect(cells).toContain(value.replaceAll(' ', ''));
    }
  });

  it('shrinks columns no further than their longest word while that suffices', () => {
    const rows = [
      ['AWS-ILM_instance_1', 'aws-ilm', 'AWS-ILM', 'users, groups', 'ok'],
      ['Hello IAM World_instance_1', 'hello-iam-world', 'Hello IAM World', 'users, groups', 'ok'],
    ];
    const headers = ['name', 'integration', 'brand', 'abilities', 'configuration'];
    const drawn = drawTable({ title: '', headers, rows }, io(80));

    for (const word of [
      'AWS-ILM_instance_1',
      'World_instance_1',
      'hello-iam-world',
      'groups',
      'configuration',
    ]) {
      expect(drawn).toContain(`│ ${word} `);
    }
    expect(Math.max(...drawn.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('keeps the indentation of a wrapped text, without the space at the break', () => {
    const rows = [
      ['one two', '    indented text goes on\n  and more'],
      ['1', '2'],
    ];

    expect(drawTable({ title: '', headers: ['a', 'b'], rows }, io(27))).toBe(
      [
        '┌─────────┬───────────────┐',
        '│ a       │ b             │',
        '├─────────┼───────────────┤',
        '│ one two │     indented  │',
        '│         │     text goes │',
        '│         │     on        │',
        '│         │   and more    │',
        '├─────────┼───────────────┤',
        '│ 1       │ 2             │',
        '└─────────┴───────────────┘',
        '',
      ].join('\n'),
    );
  });

  it('counts double-width characters as two columns', () => {
    expect(drawTable({ title: '', headers: ['a'], rows: [['日本']] }, io())).toContain('│ a │ 日本 │');
  });

  it('keeps columns of a narrow terminal readable', () => {
    const rows = [
      ['x'.repeat(50), 'y'.repeat(50)],
      ['1', '2'],
    ];
    const drawn = drawTable({ title: '', headers: ['a', 'b'], rows }, io(5));

    expect(drawn).toContain(`│ ${'x'.repeat(10)} │ ${'y'.repeat(10)} │`);
  });

  it('uses bold only on a terminal that allows colours', () => {
    const bold = (isTTY: boolean, env = {}) =>
      drawTable({ title: 'T', headers: ['a'], rows: [['1']] }, io(80, isTTY, env)).includes('\u001b[1m');

    expect(bold(true)).toBe(true);
    expect(bold(false)).toBe(false);
    expect(bold(true, { NO_COLOR: '1' })).toBe(false);
    expect(bold(true, { NO_COLOR: '' })).toBe(true);
    expect(bold(true, { TERM: 'dumb' })).toBe(false);
  });
});

describe('several rows of many columns', () => {
  const headers = ['actor', 'event', 'outcome', 'published', 'target', 'client'];
  const rows = [
    ['jane.doe@example.com', 'user.lifecycle.deactivate', 'SUCCESS', '2026-11-27T12:00:00Z', 'John Roe', ''],
    ['jane.doe@example.com', 'user.session.start', 'FAILURE', '2026-11-27T12:01:00Z', '', '198.51.100.7'],
  ];

  it('are a record each where columns could not be read', () => {
    const drawn = drawTable(
      { title: 'Logs', headers, rows },
      { stdout: { write: () => undefined, isTTY: false, columns: 80 }, env: {} },
    );

    expect(drawn).toContain('│ event     │ user.lifecycle.deactivate │\n');
    expect(drawn.match(/┌/g)).toHaveLength(2);
    expect(drawn.match(/client/g)).toHaveLength(1);
    expect(drawn).toContain('│ client    │ 198.51.100.7         │\n');
  });

  it('are below their headers where there is room', () => {
    const drawn = drawTable(
      { title: 'Logs', headers, rows },
      { stdout: { write: () => undefined, isTTY: false, columns: 200 }, env: {} },
    );

    expect(drawn.match(/┌/g)).toHaveLength(1);
  });
});
