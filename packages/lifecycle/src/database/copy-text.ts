/** What a column of a copied row may be; objects and arrays are written as JSON. `undefined` is null. */
export type CopyValue = unknown;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const escaped = (text: string): string =>
  // Most values have nothing to escape, and a search is several times cheaper than a replacement.
  /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (found) => escapes[found] ?? found) : text;

const columnText = (value: CopyValue): string => {
  switch (typeof value) {
    case 'string':
      return escaped(value);
    case 'number':
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? 't' : 'f';
    default:
      return objectText(value);
  }
};

const objectText = (value: CopyValue): string => {
  if (value === null || value === undefined) {
    return '\\N';
  }
  if (value instanceof Uint8Array) {
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return escaped(JSON.stringify(value));
};

/** One row in the text format of COPY (PostgreSQL manual, COPY, "Text Format"), with its line feed. */
export const copyLine = (row: readonly CopyValue[]): string => {
  let line = '';
  for (let index = 0; index < row.length; index += 1) {
    line += index === 0 ? columnText(row[index]) : `\t${columnText(row[index])}`;
  }
  return `${line}\n`;
};
