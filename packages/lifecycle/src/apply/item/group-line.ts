/** What all people of a run need of one group; carried out when their accounts are done. */
export interface GroupLine {
  readonly type: 'group';
  readonly n: number;
  readonly app: string;
  /** The key in the queue, where people are keys too. */
  readonly person: string;
  readonly group: string;
  /** Makes the group when it is missing. */
  readonly create: boolean;
  /** Keys of people. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Before the name of a group in the queue. */
export const GROUP_KEY = 'group:';
