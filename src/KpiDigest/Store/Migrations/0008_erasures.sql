-- People who were erased: what stands in their place, and keyed hashes of what they were called and their addresses, so that neither a
-- sync nor a file brings them back.
create table erasures (
  token text not null primary key,
  source text,
  rep_id {key},
  salt text not null,
  names text not null,
  addresses text not null,
  erased_at bigint not null
);
