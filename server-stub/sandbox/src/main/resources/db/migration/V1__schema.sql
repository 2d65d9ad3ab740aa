-- Understood by H2 and PostgreSQL alike: no vendor syntax here. Times are UTC milliseconds since 1970, so that no driver
-- and no session time zone can shift them.

create table users (
  id   varchar(64) primary key,
  plan varchar(32) not null
);

-- Keys are kept as SHA-256 hashes only. They are random and long, so a slow hash would protect nothing.
create table api_keys (
  key_hash char(64)    primary key,
  user_id  varchar(64) not null references users (id),
  active   boolean     not null
);

-- The balance is the sum of the user's ledger entries, kept beside them in the same transaction. The row is also the lock under
-- which a user's submissions are serialised.
create table accounts (
  user_id varchar(64) primary key references users (id),
  balance bigint      not null check (balance >= 0)
);

-- (task_id, kind) is unique: a task is reserved once and then settled or refunded once, whoever tries again.
create table ledger (
  id         bigint generated always as identity primary key,
  user_id    varchar(64) not null references users (id),
  task_id    varchar(64),
  kind       varchar(16) not null,
  amount     bigint      not null,
  created_at bigint      not null,
  unique (task_id, kind)
);
create index ledger_user on ledger (user_id);

create table quota (
  subject varchar(128) not null,
  utc_day date         not null,
  used    bigint       not null,
  primary key (subject, utc_day)
);

create table tasks (
  id            varchar(64)  primary key,
  user_id       varchar(64)  not null references users (id),
  model         varchar(100) not null,
  media_type    varchar(16)  not null,
  prompt        text,
  specification text         not null,
  credits       bigint       not null,
  status        varchar(16)  not null,
  progress      integer      not null check (progress between 0 and 100),
  created_at    bigint       not null,
  completed_at  bigint,
  error_code    varchar(64),
  error_key     varchar(64),
  error_message varchar(2000)
);
create index tasks_user_status on tasks (user_id, status);

-- What can be read under /media. The id is the secret of the URL. The bytes are drawn from the specification and kept on disk.
create table media (
  id            varchar(64)  primary key,
  task_id       varchar(64)  references tasks (id),
  position      integer      not null,
  content_type  varchar(64)  not null,
  title         varchar(200),
  specification text         not null
);
create index media_task on media (task_id);

create table uploads (
  id           varchar(64) primary key,
  user_id      varchar(64) not null references users (id),
  content_type varchar(64) not null,
  size_bytes   bigint      not null,
  expires_at   bigint      not null,
  stored_at    bigint
);

create table idempotency (
  user_id         varchar(64)  not null references users (id),
  idempotency_key varchar(255) not null,
  fingerprint     char(64)     not null,
  response        text,
  created_at      bigint       not null,
  primary key (user_id, idempotency_key)
);
