-- What proves that the CRM's user does not see everything, as of an instant: a JSON list of sentences, empty where nothing does.
-- part: 'user' (its permissions, with every sync) or 'records' (counts compared, with every full sync).
create table sights (
  source text not null,
  part text not null,
  recorded_at bigint not null,
  findings text not null,
  primary key (source, part, recorded_at)
);
