import { itemLine } from '../plan/__fixtures__/lines';
import { planLineRows, planLineText } from './show-plan';

const FORGED = 'Boss\n-  E0000099 ceo@example.com  AWS  disable';

it('a line of a plan is one line, whatever is in its values', () => {
  const lines = [
    planLineText({
      ...itemLine(1),
      op: 'update',
      change: { title: ['Engineer', FORGED] },
      because: [`title=${FORGED}`],
      groups: { add: [FORGED], remove: [] },
    }),
    planLineText({ type: 'remark', text: FORGED }),
    planLineText({ type: 'error', line: 3, person: FORGED, problem: FORGED }),
  ];
  expect(lines.filter((line) => line?.includes('\n'))).toEqual([]);
  expect(lines[0]).toContain('title: Engineer → Boss\\n-  E0000099');
});

it('the CSV of a plan has no character that drives a terminal; line ends are in quotes', () => {
  const rows = planLineRows({
    ...itemLine(1),
    op: 'update',
    change: { title: ['\u001b[2JEngineer', 'Boss\nof \u009b all'] },
  });
  expect(rows).toEqual([expect.stringContaining(',title,\\u001b[2JEngineer,"Boss\nof \\u009b all",')]);
});
