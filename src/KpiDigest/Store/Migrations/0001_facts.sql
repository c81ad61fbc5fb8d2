-- Facts are append-only versions: (source, key, recorded_at). The newest version recorded by an instant is what was known then.
-- hash: SipHash-2-4 over the content columns under the source's key; a version is written only when it differs from the newest one.

create table sources (
  name text not null primary key,
  account_id text,
  time_zone text,
  currency text,
  links text not null,
  missing text not null,
  started_at bigint,
  first_complete_at bigint,
  last_complete_at bigint,
  fault text,
  frozen_at bigint not null default 0,
  hash_key0 bigint not null,
  hash_key1 bigint not null
);

create table cursors (
  source text not null,
  object text not null,
  position text not null,
  moved_at bigint not null,
  primary key (source, object)
);

-- When a record of the small kinds (reps, teams, stages, quotas) last came, and by which object, so that a complete list can mark the absent ones deleted.
create table seen (
  source text not null,
  kind text not null,
  id {key} not null,
  object text not null,
  seen_at bigint not null,
  primary key (source, kind, id)
);

create table reps (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  name text not null, email text, team_id text, active bigint not null,
  primary key (source, id, recorded_at)
) {clustered};

create table teams (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  name text not null, parent_id text,
  primary key (source, id, recorded_at)
) {clustered};

create table stages (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  pipeline_id text not null, name text not null, pipeline_name text not null, position bigint not null, status bigint not null, probability text,
  primary key (source, id, recorded_at)
) {clustered};

create table accounts (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  name text not null, created_at bigint, industry text, region text, owner_id text,
  primary key (source, id, recorded_at)
) {clustered};

-- A date stated as an instant stands in …_at, one stated as a plain date in …_on; at most one of the two is set.
create table deals (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  name text not null, account_id text, owner_id text, pipeline_id text, stage_id text, status bigint not null,
  created_at bigint, created_on text, close_at bigint, close_on text,
  amount bigint, currency text, home_amount bigint, kind bigint not null, lost_reason text, forecast_category text, modified_at bigint not null,
  primary key (source, id, recorded_at)
) {clustered};

create table deal_changes (
  source text not null, deal_id {key} not null, field bigint not null, at bigint not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  value text,
  primary key (source, deal_id, field, at, recorded_at)
) {clustered};

-- participant_ids and deal_ids: JSON arrays of text, sorted. An id is unique inside its kind only.
create table activities (
  source text not null, id {key} not null, kind bigint not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  status bigint not null, start_at bigint not null, length bigint, owner_id text, participant_ids text, deal_ids text, is_coaching bigint not null,
  primary key (source, id, kind, recorded_at)
) {clustered};

create table quotas (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  subject bigint not null, subject_id text, start_on text not null, end_on text not null, amount bigint not null, currency text, as_is bigint not null,
  primary key (source, id, recorded_at)
) {clustered};
