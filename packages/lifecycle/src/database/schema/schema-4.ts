/** A database that was moved away says where to, and commands refuse to go on with what is done at the other place. */
export const schema4 = `-- Where iam db move has copied the state to, without the password; null: it is used here.
alter table iam.store add column moved_to text, add column moved_at timestamptz;
`;
