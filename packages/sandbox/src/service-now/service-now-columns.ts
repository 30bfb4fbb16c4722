/** What a column holds; `choice` is a text with a list of values, `guid` a sys_id. */
export type ColumnType =
  | 'string'
  | 'choice'
  | 'boolean'
  | 'integer'
  | 'glide_date_time'
  | 'glide_date'
  | 'reference'
  | 'password'
  | 'guid';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Characters at most; 0 where no length applies. */
  readonly maxLength: number;
  /** The value of a new record that was given none. */
  readonly initial: string;
  /** The table a reference leads to. */
  readonly reference?: string;
  /** The column a reference holds; `sys_id` when absent. */
  readonly referenceKey?: string;
  /** Labels by value. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The platform writes it; a client's value is ignored. */
  readonly system?: true;
  /** Records are found by it without looking at each. */
  readonly indexed?: true;
}

export interface Table {
  readonly name: string;
  /** The column that stands for the record where another one refers to it. */
  readonly display: string;
  readonly columns: readonly Column[];
}

export const text = (name: string, maxLength = 40, initial = ''): Column => ({
  name,
  type: 'string',
  maxLength,
  initial,
});
export const flag = (name: string, initial = false): Column => ({
  name,
  type: 'boolean',
  maxLength: 40,
  initial: String(initial),
});
export const integer = (name: string, initial = ''): Column => ({
  name,
  type: 'integer',
  maxLength: 40,
  initial,
});
export const time = (name: string): Column => ({ name, type: 'glide_date_time', maxLength: 40, initial: '' });
export const date = (name: string): Column => ({ name, type: 'glide_date', maxLength: 40, initial: '' });
export const reference = (name: string, table: string, referenceKey?: string): Column => ({
  name,
  type: 'reference',
  maxLength: 32,
  initial: '',
  reference: table,
  indexed: true,
  ...(referenceKey === undefined ? {} : { referenceKey }),
});
export const choice = (
  name: string,
  choices: Readonly<Record<string, string>> = {},
  initial = '',
): Column => ({ name, type: 'choice', maxLength: 40, initial, choices });
export const password = (name: string): Column => ({ name, type: 'password', maxLength: 255, initial: '' });

export const indexed = (column: Column): Column => ({ ...column, indexed: true });

const ofSystem = (column: Column): Column => ({ ...column, system: true });

/** Columns of every record, by name. */
export const SYSTEM = {
  id: ofSystem(indexed({ name: 'sys_id', type: 'guid', maxLength: 32, initial: '' })),
  createdOn: ofSystem(time('sys_created_on')),
  createdBy: ofSystem(text('sys_created_by')),
  updatedOn: ofSystem(time('sys_updated_on')),
  updatedBy: ofSystem(text('sys_updated_by')),
  modCount: ofSystem(integer('sys_mod_count', '0')),
  tags: ofSystem(text('sys_tags')),
  domain: ofSystem({ ...reference('sys_domain', 'sys_user_group'), initial: 'global' }),
  domainPath: ofSystem(text('sys_domain_path', 255, '/')),
} as const;

/** The class of a record, which here is its table. */
export const className = (table: string): Column => ofSystem(text('sys_class_name', 80, table));

/** A table with its own columns first, then those of every record. */
export const tableOf = (name: string, display: string, ...own: readonly Column[]): Table => {
  const { id, createdOn, createdBy, updatedOn, updatedBy, modCount, tags } = SYSTEM;
  return { name, display, columns: [...own, id, createdOn, createdBy, updatedOn, updatedBy, modCount, tags] };
};
