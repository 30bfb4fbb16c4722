import { isInSample } from './sample.mjs';

/** The minimum share of an area's mutants that tests must kill. */
export const ENOUGH = 0.95;

const NOTICED = new Set(['Killed', 'Timeout']);
const UNNOTICED = new Set(['Survived', 'NoCoverage']);

/**
 * What came of an area's mutants. `equivalents` name changes that make no difference by the text of the line, what of it
 * changed and into what: no file and no number, so that they outlive a move. `lines` is a map of file to its lines;
 * `compiles` says whether a text would do for a file.
 */
export const verdictOn = (mutants, { equivalents, lines, share = 1, seed, compiles = () => true }) => {
  const counted = mutants.filter((mutant) => isInSample(mutant, share, seed));
  const noticed = counted.filter(({ status }) => NOTICED.has(status));
  const open = counted
    .filter(({ status }) => UNNOTICED.has(status))
    .filter((mutant) => compiles(mutant.fileName, changed(mutant, lines[mutant.fileName])))
    .map((mutant) => described(mutant, lines[mutant.fileName]));
  const excused = open.filter((mutant) => equivalents.some((one) => isSame(one, mutant)));
  const survivors = open.filter((mutant) => !excused.includes(mutant));
  const total = noticed.length + survivors.length;
  return {
    noticed: noticed.length,
    total,
    share: total === 0 ? 1 : noticed.length / total,
    excused: excused.length,
    survivors,
    /** Equivalents that tests kill, or that do not occur: only a full run can tell. */
    stale: equivalents.filter((one) => !excused.some((mutant) => isSame(one, mutant))),
  };
};

const isSame = (equivalent, mutant) =>
  equivalent.line === mutant.line && equivalent.from === mutant.from && equivalent.to === mutant.to;

/** The whole file with the change in it. */
const changed = ({ location: { start, end }, replacement }, lines) =>
  [
    ...lines.slice(0, start.line),
    `${lines[start.line].slice(0, start.column)}${replacement}${lines[end.line].slice(end.column)}`,
    ...lines.slice(end.line + 1),
  ].join('\n');

const described = ({ fileName, location: { start, end }, replacement, status, coveredBy }, lines) => ({
  at: `${fileName}:${start.line + 1}:${start.column + 1}`,
  line: lines[start.line].trim(),
  from: oneLine(sliceOf(lines, start, end)),
  to: oneLine(replacement ?? ''),
  status,
  tests: coveredBy?.length ?? 0,
});

const sliceOf = (lines, start, end) =>
  start.line === end.line
    ? lines[start.line].slice(start.column, end.column)
    : [
        lines[start.line].slice(start.column),
        ...lines.slice(start.line + 1, end.line),
        lines[end.line].slice(0, end.column),
      ].join('\n');

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/** The verdict as lines for a person: the figure first, then each survivor with the place, the change and how many tests reach it. */
export const reportOf = (area, { noticed, total, share, excused, survivors, stale }, isWhole) => [
  `${area}: ${(share * 100).toFixed(1)} % noticed (${noticed} of ${total}${excused === 0 ? '' : `, besides ${excused} equivalent`})`,
  ...survivors.map(
    ({ at, line, from, to, tests }) =>
      `  ${at}  ${tests === 0 ? 'no test gets here' : `${tests} tests`}\n      ${cut(line)}\n    - ${cut(from)}\n    + ${cut(to)}`,
  ),
  ...(isWhole
    ? stale.map(
        (one) => `  no such survivor any more, take it out of equivalents.json: ${JSON.stringify(one)}`,
      )
    : []),
];

const cut = (text) => (text.length > 150 ? `${text.slice(0, 149)}…` : text);
