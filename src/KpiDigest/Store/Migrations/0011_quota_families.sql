-- Rows that state one goal for teams and again for their members, so that they are not added up; null: the CRM names no family.
alter table quotas add column family text;
