import { findFormat, whyNoText, type FormatHints } from './feed-format';
import { MAX_ROW_LENGTH } from './raw-row';

const hints: FormatHints = { extension: '', hasRowsKey: false, onlyJson: false };
const formatOf = (head: string, more: Partial<FormatHints> = {}, atEnd = true): unknown => {
  const found = findFormat(head, { ...hints, ...more }, atEnd);
  return found !== undefined && 'format' in found ? found.format : found?.problem;
};

describe('what a feed is', () => {
  it.each<[string, Partial<FormatHints>, string]>([
    ['a,b\n', {}, 'CSV'],
    ['[{"a":1}]', {}, 'JSON'],
    ['\n [', {}, 'JSON'],
    ['{"a":1}\n{"a":2}\n', {}, 'JSON Lines'],
    ['{"a":1}', {}, 'JSON Lines'],
    ['{"a":1}\n{"a":2}\n', { extension: 'json' }, 'JSON Lines'],
    ['{"a":}\n{"a":2}\n', {}, 'JSON Lines'],
    ['{\n  "rows": [', {}, 'JSON'],
    ['{"rows":[{"a":1},\n{"a":2}]}', {}, 'JSON'],
    ['{"rows":[{"a":1}]}\n', {}, 'JSON'],
    ['{"phones":[{"a":1}]}\n{"phones":[]}\n', {}, 'JSON Lines'],
    ['{"a":[{"b":1}]}\n', { extension: 'jsonl' }, 'JSON Lines'],
    ['{"a":1}', { hasRowsKey: true }, 'JSON'],
    ['[a],b\n', { extension: 'csv' }, 'CSV'],
    ['{a},b\n', { extension: 'tsv' }, 'CSV'],
  ])('%j with %j is %s', (head, more, format) => {
    expect(formatOf(head, more)).toBe(format);
  });

  it.each<[string, Partial<FormatHints>, string]>([
    ['', {}, 'empty'],
    [' \n', {}, 'empty'],
    ['<!DOCTYPE html><title>Sign in', { onlyJson: true }, 'wants a sign-in'],
    ['<html>', { extension: 'csv' }, 'web page'],
    ['a,b\n', { extension: 'json' }, 'is not JSON'],
    ['a,b\n', { onlyJson: true }, 'is not JSON'],
  ])('%j with %j is nothing', (head, more, problem) => {
    expect(formatOf(head, more)).toContain(problem);
  });

  it.each(['', '  ', '{"rows":[{"a":1}', '{"rows":[{"a":1}]}\n'])('%j must be seen further', (head) => {
    expect(findFormat(head, hints, false)).toBeUndefined();
  });

  it('is not looked for without end', () => {
    expect(formatOf(`{"rows":["${'x'.repeat(MAX_ROW_LENGTH)}`, {}, false)).toBe('JSON');
  });

  it('is told of bytes that are no text', () => {
    expect(whyNoText(Buffer.from([0x1f, 0x8b, 8]))).toContain('gzip');
    expect(whyNoText(Buffer.from('PK\u0003\u0004'))).toContain('spreadsheet');
    expect(whyNoText(Buffer.from('PK,name'))).toBeUndefined();
  });
});
