import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', '..', '.github', 'workflows');
const workflows = readdirSync(FOLDER).map(
  (name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const,
);

describe.each(workflows)('the workflow %s', (_name, text) => {
  const lines = text.split('\n');

  it('pins every action to a commit and names its version', () => {
    const uses = lines.filter((line) => /\buses:/.test(line));
    const loose = uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
    expect([uses.length > 0, loose]).toEqual([true, []]);
  });

  it('starts with read permission only', () => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)\n(?! )/m);
  });

  it('passes outside values to scripts only through their environment', () => {
    const scripts = lines.filter((line) => /^\s*(- )?run:.*\$\{\{/.test(line));
    expect([scripts, /run: \|/.test(text)]).toEqual([[], false]);
  });

  it('has a time limit', () => {
    const jobs = lines.filter((line) => /^ {4}runs-on:/.test(line)).length;
    expect(lines.filter((line) => /^ {4}timeout-minutes:/.test(line))).toHaveLength(jobs);
  });
});
