-- Which workers there are, on which configuration each works, and what is wrong with a newer one that it refused.
create table workers (
  name {key} not null primary key,
  configuration text not null,
  refused text,
  seen_at bigint not null
);
