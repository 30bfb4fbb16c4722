/** What workers tell each other. Nothing here is what a plan is made upon. */
export const schema2 = `-- What the schedule has come to: one row, made by the first worker.
create table iam.schedule (
  one boolean primary key default true check (one),
  planned timestamptz,                 -- the scheduled time that was dealt with last
  plan text collate "C",               -- the plan that a worker applied of itself last
  told_run bigint,                     -- the last run of which was told that it is over
  paused jsonb not null default '{}'   -- of which was told that they are paused: what → why
);

-- Workers that are alive say so again and again.
create table iam.worker (
  id uuid primary key,
  name text not null,                  -- machine and process
  actor text not null,
  started timestamptz not null default now(),
  seen timestamptz not null default now()
);
`;
