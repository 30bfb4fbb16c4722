/** A cell of CSV (RFC 4180), in quotes where it needs them. */
export const csvCell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection); so does one that has some. */
export const withoutFormula = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** The text that `withoutFormula` was given. */
export const withFormula = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
