import type { OutputFile } from '@iam/core/internal';

/** A record that is cut off, as a full disk leaves it, is one too. */
const RECORD = /^\{"stage":"(begun|ended)",/;

/** The file of `--audit`, where it is given. Lines are only added to a file that has such lines. */
export const auditOutput = (audit: string | undefined): readonly OutputFile[] =>
  audit === undefined
    ? []
    : [
        {
          option: '--audit',
          named: audit,
          kind: {
            name: 'an audit file',
            is: ({ first, last }) => RECORD.test(first) || RECORD.test(last),
            fate: 'added to',
          },
        },
      ];
