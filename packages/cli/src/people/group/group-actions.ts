/** What `iam group` does, by the word behind it. */
export const GROUP_ACTIONS = ['list', 'show', 'add', 'remove', 'create', 'delete', 'sync'] as const;

export type GroupAction = (typeof GROUP_ACTIONS)[number];
