/**
 * The first schema. It is a module, not an .sql file, so that tests, the published package and a bundle read it alike.
 * Text that is compared by anyone (keys of people, names of applications, vendors' ids) compares by bytes everywhere, whatever
 * the database's own locale is.
 */
export const schema1 = `-- The state of the lifecycle: what is known of people and accounts, plans as runs, and the ledger. Works on PostgreSQL 13 and newer.

create table iam.store (
  one boolean primary key default true check (one), -- there is one row
  id uuid not null default gen_random_uuid(), -- tells one database from another: a plan is bound to it
  serial bigint not null default 0     -- raised by everything that changes what a plan was made upon
);
insert into iam.store default values;

create table iam.person (
  key text collate "C" primary key,
  profile jsonb not null,
  profile_hash bytea not null,
  zone text not null,
  state text not null check (state in ('future', 'active', 'leave', 'left', 'missing')),
  event text,                          -- the last event, which stays the reason until its items are done
  because jsonb not null default '[]',
  since timestamptz not null,          -- of the event
  missing_since timestamptz,           -- first plan without the person's row
  due timestamptz,                     -- next instant at which the same row is decided otherwise
  settled boolean not null default false, -- nothing to do when row, rules and accounts are as they were
  released jsonb                       -- what a person approved that was held
);
create index person_due on iam.person (due) where due is not null;

create table iam.application (
  name text collate "C" primary key,
  rules_hash bytea,                    -- of its rules and mapper: another one unsettles everybody
  complete_since timestamptz,          -- the first run is over
  refreshed timestamptz,
  paused text                          -- why nothing is sent there (401, 403, …)
);

create table iam.account (
  app text not null collate "C",
  vendor_id text not null collate "C",
  person text collate "C",             -- null: unmanaged
  linked_by text,                      -- link, employeeid, username, email, created
  username text,
  email text,
  employee_id text,
  active boolean,
  state text,
  record jsonb not null,               -- as the vendor showed it last
  record_hash bytea not null,
  desired_hash bytea,                  -- of the mapped desired state that was applied last
  username_key text collate "C",       -- folded: NFC and small letters, made by us so that every database compares alike
  email_key text collate "C",          -- null until a plan folds it; forgotten when the name changes (trigger below)
  disabled_by text,                    -- the run that disabled it; 'before': it was so when its person had to be kept out;
                                       -- 'hand': it was so while its person was to be let in; null: not looked at
  disabled_at timestamptz,             -- or first seen so
  gone_at timestamptz,                 -- a complete list did not have it any more
  seen timestamptz not null,
  primary key (app, vendor_id)
);
create unique index account_person on iam.account (app, person) where person is not null and gone_at is null;
create index account_of_person on iam.account (person) where person is not null;
create index account_username on iam.account (username_key) where username_key is not null;
create index account_email on iam.account (email_key) where email_key is not null;
create index account_employee on iam.account (employee_id) where employee_id is not null;
create index account_unlinked on iam.account (app, vendor_id) where person is null;
create index account_unfolded on iam.account (app, vendor_id)
  where (username is not null and username_key is null) or (email is not null and email_key is null);

-- Whoever writes an account may leave the folded names to the next plan; and what is known of a disabled account ends when it works.
create function iam.account_names() returns trigger language plpgsql as $body$
begin
  if new.username is distinct from old.username and new.username_key is not distinct from old.username_key then
    new.username_key := null;
  end if;
  if new.email is distinct from old.email and new.email_key is not distinct from old.email_key then
    new.email_key := null;
  end if;
  if new.active is not false then
    new.disabled_by := null;
    new.disabled_at := null;
  elsif new.disabled_at is null then
    new.disabled_at := new.seen;
  end if;
  return new;
end
$body$;
create trigger account_names before update on iam.account for each row execute function iam.account_names();

create table iam.membership (
  app text not null collate "C",
  group_name text not null collate "C",
  group_id text not null collate "C",
  vendor_id text not null collate "C",
  ours boolean not null,               -- we put the account in
  primary key (app, group_name, vendor_id)
);

-- Plans that were made. "Last time" is the last one that no guard stopped, or whose guards a person allowed to be exceeded.
create table iam.plan (
  id text collate "C" primary key,     -- sortable by time
  made timestamptz not null,
  sha256 text not null,
  file text not null,
  head jsonb not null,
  allowed boolean not null             -- no guard stopped it, or an approval allows what they say
);

create table iam.run (
  id bigint generated always as identity primary key,
  plan_id text not null unique,        -- a plan has one run
  plan_sha256 text not null,
  head jsonb not null,
  approvals jsonb not null default '[]',
  state text not null check (state in ('feeding', 'applying', 'paused', 'cancelled', 'done')),
  started_by text not null,
  approved_by text,
  started timestamptz not null default now(),
  ended timestamptz
);
create unique index run_applying on iam.run ((true)) where state in ('feeding', 'applying', 'paused');

create table iam.item (
  run bigint not null references iam.run,
  n integer not null,
  app text not null collate "C",
  person text not null collate "C",
  phase smallint not null default 0,   -- 0 people, 1 groups
  line jsonb not null,                 -- the plan's line
  state text not null default 'pending'
    check (state in ('waiting', 'pending', 'running', 'done', 'failed', 'stale', 'held', 'cancelled')),
  attempts smallint not null default 0,
  not_before timestamptz,
  said text,                           -- what became of it, as a sentence
  ended timestamptz,
  primary key (run, n)
);
create index item_open on iam.item (run, app, n) where state in ('pending', 'running');
create index item_person on iam.item (app, person, n) where state in ('pending', 'running');

-- Every attempt: begun before a write is sent, ended after it. Append-only; each row carries the hash of the row before it (per writer).
-- The hash is over the row without before, changes and after, and with before_hash and after_hash: forgetting values leaves the chain whole.
create table iam.attempt (
  id bigint generated always as identity primary key,
  run bigint not null,
  n integer not null,
  app text not null collate "C",
  person text not null collate "C",
  call uuid not null,                  -- joins begun and ended; the 'run' of core's audit records
  kind text not null check (kind in ('begun', 'ended')),
  at timestamptz not null default now(),
  worker text not null,
  actor text not null,
  vendor_id text,
  command text not null,
  outcome text,                        -- of ended: created, updated, unchanged, enabled, disabled, deleted, not-found, already, refused, failed, interrupted
  effect text,                         -- none, unknown
  before jsonb,                        -- values of people: kept for a time, then hashes only
  changes jsonb,
  after jsonb,
  before_hash bytea,
  after_hash bytea,
  requests jsonb,                      -- method, path, status, the vendor's request id
  failure jsonb,
  writer uuid not null,                -- whose chain
  previous bytea,
  hash bytea not null
);
create index attempt_item on iam.attempt (run, n);
create index attempt_person on iam.attempt (person, app, id);

-- Nothing of an attempt may be changed but for forgetting the values of people, and no attempt may be deleted.
create function iam.attempt_is_append_only() returns trigger language plpgsql as $body$
begin
  if tg_op = 'UPDATE'
    and (to_jsonb(new) - array['before', 'changes', 'after']) = (to_jsonb(old) - array['before', 'changes', 'after'])
    and (new.before is null or new.before = old.before)
    and (new.changes is null or new.changes = old.changes)
    and (new.after is null or new.after = old.after)
  then
    return new;
  end if;
  raise exception 'the ledger (iam.attempt) is append-only: its rows are neither changed nor deleted';
end
$body$;
create trigger attempt_append_only before update or delete on iam.attempt
  for each row execute function iam.attempt_is_append_only();
create trigger attempt_not_emptied before truncate on iam.attempt
  for each statement execute function iam.attempt_is_append_only();

-- The vendor's rate, shared by processes: an integer share each, for a time.
create table iam.lease (
  app text not null collate "C",
  holder uuid not null,
  share integer not null,
  wants integer not null default 0,
  until timestamptz not null,
  primary key (app, holder)
);
create table iam.rate (
  app text collate "C" primary key,
  per_second integer not null,
  closed_until timestamptz             -- a 429 closes the window for everybody
);
`;
