-- What the instances that work on one database share. In the same common SQL as V1.

-- An instance renews its row while it lives. The time is the database's, so that the clocks of the machines need not agree.
create table instances (
  id      varchar(64)              primary key,
  seen_at timestamp with time zone not null
);

-- What nobody has configured and all instances must agree on.
create table settings (
  name    varchar(64)   primary key,
  content varchar(1000) not null
);

-- One row. How far the clock of the sandbox is ahead of real time, and how often it was brought back to its first state.
create table sandbox_state (
  id           integer primary key check (id = 1),
  ahead_micros bigint  not null,
  resets       bigint  not null,
  changes      bigint  not null
);
insert into sandbox_state (id, ahead_micros, resets, changes) values (1, 0, 0, 0);

-- Whose request a claim of a key is. Null is nobody's: the sandbox's own examples.
alter table idempotency add column claimed_by varchar(64);

-- The bytes of uploads, in parts that fit into memory, for the instances that do not have the file. Empty where there is one instance only.
create table upload_parts (
  upload_id varchar(64) not null references uploads (id),
  position  integer     not null,
  content   bytea       not null,
  primary key (upload_id, position)
);
