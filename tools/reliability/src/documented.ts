import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BEGIN = '<!-- generated: begin -->';
const END = '<!-- generated: end -->';

/**
 * The part of a page between its markers. With UPDATE_DOCS=1 in the environment it is replaced by `fresh` first, which is how
 * the page is brought up to date.
 */
export const documentedPart = (page: string, fresh: string): string => {
  const file = join(__dirname, '../../../docs', page);
  const text = readFileSync(file, 'utf8');
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END);
  if (begin < BEGIN.length || end < begin) {
    throw new Error(`${page} has no place for what is generated`);
  }
  if (process.env['UPDATE_DOCS'] === '1') {
    writeFileSync(file, `${text.slice(0, begin)}\n\n${fresh}\n\n${text.slice(end)}`);
    return fresh;
  }
  return text.slice(begin, end).trim();
};
