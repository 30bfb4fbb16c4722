/**
 * The tokens of Unicode TR 35 that a date's format may have. A year of two digits is not among them: it leaves the century open. Nor is a
 * zone: dates with one are read as ISO 8601, whatever the format.
 */
const TOKENS: ReadonlySet<string> = new Set([
  ...['y', 'yyyy', 'M', 'MM', 'MMM', 'MMMM', 'd', 'dd'],
  ...['E', 'EEE', 'EEEE', 'H', 'HH', 'h', 'hh', 'm', 'mm', 's', 'ss', 'S', 'SSS', 'a'],
]);

const MEANT: Readonly<Record<string, string>> = {
  YYYY: 'yyyy',
  YY: 'yyyy',
  yy: 'yyyy, for a year of two digits leaves the century open',
  DD: 'dd',
  D: 'd',
  T: "'T', for letters that are no tokens stand in quotes",
};

/** Why a text is no format of dates, as the end of a sentence that begins with it; undefined when it is one. */
export const dateFormatProblem = (format: string): string | undefined => {
  const tokens = format.replace(/'[^']*'/g, ' ').match(/([a-zA-Z])\1*/g) ?? [];
  const unknown = tokens.find((token) => !TOKENS.has(token));
  if (unknown !== undefined) {
    const meant = MEANT[unknown];
    return `has ${JSON.stringify(unknown)}, which is no part of a date${meant === undefined ? '' : ` (write ${meant})`}`;
  }
  const missing = ['y', 'M', 'd'].filter((letter) => !tokens.some((token) => token.startsWith(letter)));
  return missing.length === 0
    ? undefined
    : `has no ${missing.map((letter) => PARTS[letter]).join(' and no ')}`;
};

const PARTS: Readonly<Record<string, string>> = { y: 'year (yyyy)', M: 'month (MM)', d: 'day (dd)' };
