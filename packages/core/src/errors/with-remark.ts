/** Appends a sentence to a vendor's message, which does not always end with a full stop. */
export const withRemark = (message: string, remark: string): string =>
  `${message}${/[.!?…]$/.test(message) ? '' : '.'} ${remark}`;
