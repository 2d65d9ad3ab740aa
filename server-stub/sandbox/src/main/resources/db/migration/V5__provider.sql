-- What a provider reads and returns. In the same common SQL as V1.

-- The data URIs of a task, until it ends.
create table task_inputs (
  task_id  varchar(64) not null references tasks (id),
  position integer     not null,
  content  text        not null,
  primary key (task_id, position)
);

-- A result that is not drawn has no specification. Its bytes are a file.
alter table media alter column specification drop not null;
alter table media add column seconds double precision default 0 not null;

-- The bytes of such results, for the instances that do not have the file. Empty where there is one instance only.
create table media_parts (
  media_id varchar(64) not null references media (id),
  position integer     not null,
  content  bytea       not null,
  primary key (media_id, position)
);
