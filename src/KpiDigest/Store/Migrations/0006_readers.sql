-- Who gets no mail although the configuration names them: digest '' stands for all digests. What is over keeps its row.
create table suppressions (
  id {identity},
  recipient {key} not null,
  digest text not null,
  kind text not null,
  reason text not null,
  since bigint not null,
  until bigint,
  ended bigint
);

create unique index suppressions_open on suppressions (recipient, digest, kind) where ended is null;

-- Links in mails name their reader by a keyed hash, never by address.
create table readers (
  id {key} not null primary key,
  recipient text not null
);

-- The recipient in the one form that suppressions are looked up by; what came back from the recipient's mail server later.
alter table mails add column recipient_key {key};
alter table mails add column bounced_at bigint;
alter table mails add column bounce_kind text;
alter table mails add column bounce_status text;
alter table mails add column bounce_text text;

update mails set recipient_key = lower(recipient);

create index mails_message_id on mails (message_id);
