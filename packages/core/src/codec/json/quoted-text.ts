/** What JSON.stringify writes otherwise than it is: quotes, backslashes, control characters, and halves of surrogate pairs. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A text as JSON.stringify writes it; twice as fast for those that need no escape, as nearly all do. */
export const quotedText = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);
