-- What the admin was told, so that several workers tell it once. told_text is the text that was told last; a matter that is over keeps
-- its row for a while, because it counts for how often mails may go out.
create table alerts (
  matter {key} not null primary key,
  text text not null,
  since bigint not null,
  ended bigint,
  told_at bigint,
  told_text text
);
