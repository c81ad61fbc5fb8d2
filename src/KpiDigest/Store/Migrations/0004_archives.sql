-- What a run computed and on what it stood, so that it can be computed again: product and browser versions, the part of the configuration
-- that shapes numbers and mails (JSON), and every number (JSON rows scope, kpi, period, part, text; deflated).
create table run_archives (
  run_id bigint not null primary key references runs (id),
  product text not null,
  browser text,
  configuration text not null,
  numbers {bytes} not null
);
