import { planTable, type PlanColumn } from './plan-table';

const NAMES = ['AWS-ILM_instance_1', 'Atlassian IAM_instance_1', 'ServiceNow Production IAM_instance_1'];
const column = (title: string, ...cells: readonly string[]): PlanColumn => ({
  title,
  cells: NAMES.map((_, n) => cells[n] ?? '0'),
});
const COLUMNS = [
  column('joiners', '12', '1234'),
  column('movers', '100'),
  column('leavers', '50'),
  column('rehires'),
  column('adopt'),
  column('undo'),
  column('groups', '+1234 −567'),
  column('unmanaged', '3'),
];

const widest = (lines: readonly string[]): number => Math.max(...lines.map(({ length }) => length));

it('shows every column where there is room', () => {
  const [head, first] = planTable(NAMES, COLUMNS, 120);

  expect(head?.trim().split(/ +/)).toEqual(COLUMNS.map(({ title }) => title));
  expect(first).toMatch(/^AWS-ILM_instance_1 +12 +100 +50 +0 +0 +0 +\+1234 −567 +3$/);
});

it('leaves out what is empty on a narrow screen, and then cuts names in their middle', () => {
  const lines = planTable(NAMES, COLUMNS, 80);

  expect(widest(lines)).toBeLessThanOrEqual(80);
  expect(lines[0]?.trim().split(/ +/)).toEqual(['joiners', 'movers', 'leavers', 'groups', 'unmanaged']);
  const narrow = planTable(NAMES, COLUMNS, 65);
  expect(widest(narrow)).toBeLessThanOrEqual(65);
  expect(narrow[2]).toMatch(/^Atlassia…tance_1 +1234/);
});

it.each([80, 100, 132])('never is wider than a screen of %d', (width) => {
  const full = COLUMNS.map(({ title }) => column(title, '9999', '8888', '7777'));

  expect(widest(planTable(NAMES, full, width))).toBeLessThanOrEqual(width);
});

it('does not leave out an application of which nothing is known', () => {
  expect(planTable(['AWS'], [{ title: 'movers', cells: ['–'] }], 10)).toEqual([
    '              movers',
    'AWS                –',
  ]);
});

it('is no table when there is nothing but zeros and no room for them', () => {
  expect(planTable(NAMES, [column('joiners'), column('movers')], 20)).toEqual([]);
});
