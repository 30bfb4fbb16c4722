import type { FileKind } from '@iam/core/internal';

const NAME = 'the report of a run';

/** `NAME.json` of `iam report`. */
export const REPORT_JSON: FileKind = {
  name: NAME,
  is: ({ start }) => /^\{\s*"format": ?"iam-report\//.test(start),
  fate: 'replaced',
};

/** `NAME.md` of `iam report`. */
export const REPORT_MARKDOWN: FileKind = {
  name: NAME,
  is: ({ first, start }) => /^# Run \d+$/.test(first) && start.includes('\n## Guards\n'),
  fate: 'replaced',
};
