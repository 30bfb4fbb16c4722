/** A vendor's words with a sentence of ours behind them; vendors do not always end theirs. */
export const withRemark = (message: string, remark: string): string =>
  `${message}${/[.!?…]$/.test(message) ? '' : '.'} ${remark}`;
