-- What the whole KPI catalogue needs beside the first facts. Columns are only added: a row written before reads as not stated.

alter table accounts add column segment text;
alter table accounts add column churned_on text;

-- origin: where the business came from. product_lines and competitors: JSON arrays of text, sorted. splits: a JSON array of
-- {"rep": id, "percent": number}, sorted by rep.
alter table deals add column margin bigint;
alter table deals add column origin text;
alter table deals add column product_lines text;
alter table deals add column competitors text;
alter table deals add column incumbent text;
alter table deals add column splits text;

-- is_internal and is_bulk: 1, or null for no.
alter table activities add column account_ids text;
alter table activities add column is_internal bigint;
alter table activities add column is_bulk bigint;

-- Leads in the marketing sense.
create table prospects (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  created_at bigint, created_on text, origin text, owner_id text, status text, converted_at bigint, account_id text, deal_ids text,
  primary key (source, id, recorded_at)
) {clustered};

-- origin: 'own' (taken by this program) or 'crm'.
create table forecast_snapshots (
  source text not null, id {key} not null, recorded_at bigint not null, hash bigint not null, deleted bigint not null,
  taken_at bigint not null, subject bigint not null, subject_id text, start_on text not null, end_on text not null,
  committed bigint not null, best_case bigint, weighted bigint, origin text not null,
  primary key (source, id, recorded_at)
) {clustered};

-- Supplement files whole, as they were: a file is the unit of versioning. state: 'taken', 'refused' (bytes null, reason says why; the
-- newest taken version before it stays in force) or 'removed'.
create table supplement_files (
  name {key} not null, recorded_at bigint not null, state text not null, sha256 text not null, bytes {bytes}, reason text,
  primary key (name, recorded_at)
);

alter table runs add column supplements_hash text;
