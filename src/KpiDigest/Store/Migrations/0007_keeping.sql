-- beat_at: when a worker was last seen here; it never goes back. home: where this database lives (PostgreSQL). doubt: why nothing may be
-- sent until somebody has accepted the ledger; null: nothing is in doubt.
alter table installation add column beat_at bigint;
alter table installation add column home text;
alter table installation add column doubt text;

-- The bytes of a mail without the parts that other mails have too. sha256: of the whole message; null: a row of before, which is whole.
alter table mail_bodies add column sha256 text;

-- Attached files as they stand in messages, each once, whatever the number of recipients. used_at: when a mail last took it.
create table mail_parts (
  sha256 {key} not null primary key,
  used_at bigint not null,
  bytes {bytes} not null
);

-- Where a part belongs in a body: before the byte of that place.
create table mail_body_parts (
  mail_id bigint not null references mail_bodies (mail_id) on delete cascade,
  place bigint not null,
  sha256 {key} not null references mail_parts (sha256),
  primary key (mail_id, place)
);

create index mail_body_parts_part on mail_body_parts (sha256);

-- Why a mail's bytes, or a run's numbers, are no longer kept.
alter table mails add column body_gone text;
alter table runs add column archive_gone text;

create index mails_kept on mails (expires_at) where body_gone is null and state in ('sent', 'expired', 'cancelled');
create index runs_kept on runs (not_after) where archive_gone is null and state = 'enqueued';
