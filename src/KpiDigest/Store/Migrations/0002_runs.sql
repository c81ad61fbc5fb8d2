-- The ledger: one row a digest, period and revision. Leases and not_before run on the database's clock.
create table runs (
  id {identity},
  digest text not null,
  period text not null,
  revision bigint not null,
  state text not null,
  due_at bigint not null,
  not_before bigint not null default 0,
  not_after bigint not null,
  known_at bigint,
  configuration_hash text,
  template_hash text,
  expected bigint,
  deals bigint,
  attempt bigint not null default 0,
  reason text,
  lease_owner text,
  lease_token text,
  lease_until bigint,
  planned_at bigint not null,
  finished_at bigint,
  -- 1 while an enqueued run may still have mails to send: claims look at these runs only.
  active bigint not null default 0,
  unique (digest, period, revision)
);

create index runs_open on runs (due_at, id) where state in ('planned', 'running');
create index runs_active on runs (due_at, id) where active = 1;

-- The outbox: one row a mail. The run's key and the recipient are the mail's key; its bytes lie apart, so that a change of state is cheap.
create table mails (
  id {identity},
  run_id bigint not null references runs (id),
  recipient text not null,
  scope text not null,
  state text not null,
  reason text,
  last_error text,
  message_id text not null,
  envelope_from text not null,
  subject text not null,
  not_before bigint not null,
  expires_at bigint not null,
  attempts bigint not null default 0,
  resent bigint not null default 0,
  lease_owner text,
  lease_token text,
  lease_until bigint,
  lease_length bigint,
  sent_at bigint,
  queue_id text,
  unique (run_id, recipient)
);

create index mails_waiting on mails (run_id, not_before, id, expires_at) where state = 'waiting';
create index mails_leased on mails (lease_until) where state in ('claimed', 'sending');
create index mails_state on mails (run_id, state);

create table mail_bodies (
  mail_id bigint not null primary key references mails (id) on delete cascade,
  mime {bytes} not null
);

-- Which installation this database belongs to, and since when people let it send.
create table installation (
  only_row bigint not null primary key check (only_row = 1),
  id text not null,
  created_at bigint not null,
  live_at bigint
);

-- A digest starts with its first due after its activation.
create table activations (
  digest text not null primary key,
  activated_at bigint not null
);
