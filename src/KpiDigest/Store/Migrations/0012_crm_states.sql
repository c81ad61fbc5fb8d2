-- What the CRM said of itself, as of an instant, where figures rest on it: its currency, and the kinds it cannot give (a JSON object of reasons).
create table crm_states (
  source text not null,
  recorded_at bigint not null,
  currency text,
  missing text not null,
  primary key (source, recorded_at)
);
