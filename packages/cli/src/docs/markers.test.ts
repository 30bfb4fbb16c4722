import { fillSections } from './markers';

const sections = { parameters: '| A |\n', limits: 'none' };
const text = (...lines: string[]): string => lines.join('\n');

it('fills a section and keeps everything else', () => {
  const filled = fillSections(
    text('# Title', '<!-- iam docs: limits -->', 'old', '', '<!-- iam docs end -->', 'prose'),
    sections,
  );
  expect(filled).toEqual({
    ok: true,
    found: ['limits'],
    text: text(
      '# Title',
      '<!-- iam docs: limits -->',
      '<!-- prettier-ignore-start -->',
      '',
      'none',
      '',
      '<!-- prettier-ignore-end -->',
      '<!-- iam docs end -->',
      'prose',
    ),
  });
});

it('is idempotent', () => {
  const once = fillSections(text('<!-- iam docs: parameters -->', '<!-- iam docs end -->', ''), sections);
  expect(once.ok && fillSections(once.text, sections)).toEqual(once);
});

it.each([
  [
    'a section that does not exist',
    text('', '<!-- iam docs: limitz -->'),
    'line 2: there is no section "limitz"',
  ],
  ['an inherited name', '<!-- iam docs: constructor -->', 'there is no section "constructor"'],
  ['a section that is not closed', '<!-- iam docs: limits -->', 'limits is not closed'],
  [
    'a section inside another',
    text('<!-- iam docs: limits -->', '<!-- iam docs: parameters -->'),
    'limits is not closed before parameters begins',
  ],
  ['an end without a beginning', '<!-- iam docs end -->', 'closed that was not begun'],
])('refuses %s', (_what, readme, problem) => {
  expect(fillSections(readme, sections)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
});
