import type { CommandResult, ExtraResult, GroupResult, UserResult } from '../commands/result';
import { toContext } from './context';
import { toMarkdown } from './markdown';

/** The platform's war-room entry for one command, which it shows and stores. */
export interface Entry {
  /** 1 is a note, 4 an error. */
  readonly Type: 1 | 4;
  readonly ContentsFormat: 'json' | 'text';
  readonly Contents: unknown;
  readonly HumanReadable?: string;
  /** Keyed by path and, in brackets, the expression that tells whether two items are the same one. */
  readonly EntryContext?: Readonly<Record<string, unknown>>;
  readonly IndicatorTimeline?: readonly unknown[];
  readonly IgnoreAutoExtract?: boolean;
  readonly Note?: boolean;
  readonly Relationships?: readonly unknown[];
}

/**
 * The platform's entry of a result. A failed user or group command is a note as well, because management commands
 * do not fail there; a failed get-mapping-fields or test-module is an error.
 */
export const toEntry = (result: CommandResult): Entry => {
  switch (result.kind) {
    case 'user':
      return userEntry(result);
    case 'group':
      return groupEntry(result);
    case 'fields':
      return result.status === 'failed'
        ? errorEntry(result)
        : { Type: 1, ContentsFormat: 'json', Contents: toContext(result) };
    case 'test':
      return result.status === 'failed'
        ? errorEntry(result)
        : { Type: 1, ContentsFormat: 'text', Contents: 'ok' };
    case 'extra':
      return result.status === 'failed' ? errorEntry(result) : extraEntry(result);
  }
};

const SAME_EMAIL = 'val.email && val.email == obj.email';
const SAME_INSTANCE = 'val.instanceName && val.instanceName == obj.instanceName';

const userEntry = (result: UserResult): Entry => ({
  ContentsFormat: 'json',
  Contents: result.vendor,
  EntryContext: {
    [`IAM.UserProfile(${SAME_EMAIL})`]: result.userProfile,
    [`IAM.Vendor(${SAME_INSTANCE} && ${SAME_EMAIL})`]: result.vendor,
  },
  Type: 1,
  HumanReadable: toMarkdown(result),
});

const groupEntry = (result: GroupResult): Entry => ({
  Type: 1,
  ContentsFormat: 'json',
  Contents: result.group,
  HumanReadable: toMarkdown(result),
  EntryContext: { [`${result.contextKey}(val.id && val.id == obj.id)`]: result.group },
  IndicatorTimeline: [],
  IgnoreAutoExtract: false,
  Note: false,
  Relationships: [],
});

const extraEntry = (result: ExtraResult): Entry => {
  const same = result.keyedBy.map((key) => `val.${key} && val.${key} == obj.${key}`).join(' && ');
  const output = result.output ?? [];
  return {
    Type: 1,
    ContentsFormat: 'json',
    Contents: output,
    HumanReadable: toMarkdown(result),
    EntryContext: { [same === '' ? result.contextKey : `${result.contextKey}(${same})`]: output },
  };
};

const errorEntry = (result: CommandResult): Entry => ({
  Type: 4,
  ContentsFormat: 'text',
  Contents: `Failed to execute ${result.command} command. Error:\n${result.failure?.message ?? 'unknown'}`,
});
