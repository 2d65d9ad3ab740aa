-- Understood by H2 and PostgreSQL alike: no vendor syntax here. Times are UTC milliseconds since 1970, so that no driver
-- and no session time zone can shift them.

create table users (
  id   varchar(64) primary key,
  plan varchar(32) not null
);

-- Keys are stored as SHA-256 hashes only. They are random and long, so a slow hash would protect nothing.
create table api_keys (
  key_hash char(64)    primary key,
  user_id  varchar(64) not null references users (id),
  active   boolean     not null
);

-- The balance is the sum of the user's ledger entries, saved beside them in the same transaction. The row is also the lock under
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
-- The purge finds expired rows by their time, here and below.
create index quota_day on quota (utc_day);

-- Texts that the contract bounds have no length here: H2 counts a varchar in UTF-16 units, PostgreSQL and the contract in code points. They are no `text`, which H2
-- saves in a table of its own when it is longer than 256 bytes.
create table tasks (
  id            varchar(64)  primary key,
  user_id       varchar(64)  not null references users (id),
  model         varchar(100) not null,
  media_type    varchar(16)  not null,
  prompt        varchar,
  specification varchar      not null,
  credits       bigint       not null,
  status        varchar(16)  not null,
  progress      integer      not null check (progress between 0 and 100),
  created_at    bigint       not null,
  completed_at  bigint,
  error_code    varchar(64),
  error_key     varchar(64),
  error_message varchar
);
-- The open tasks of a user are counted from this index alone. It changes twice in the life of a task, not with each status.
create index tasks_open on tasks (user_id, completed_at, credits);

-- The data URIs of a task, until it ends.
create table task_inputs (
  task_id  varchar(64) not null references tasks (id),
  position integer     not null,
  content  text        not null,
  primary key (task_id, position)
);

-- The jobs of generations.
create table generation_jobs (
  task_id    varchar(64) primary key,
  -- When the next step is due. Of a claimed job: when its claim expires.
  due_at     bigint      not null,
  -- The instance that is carrying out a step; null while the job waits.
  claimed_by varchar(64),
  failures   integer     not null,
  request_id varchar(255)
);
create index generation_jobs_due on generation_jobs (due_at);

-- What can be read under /media. The id is the secret of the URL. A drawing is made from its specification; any other result has none, and its bytes are a file.
create table media (
  id            varchar(64)  primary key,
  task_id       varchar(64),
  position      integer      not null,
  content_type  varchar(64)  not null,
  title         varchar,
  specification varchar,
  seconds       double precision default 0 not null
);
create index media_task on media (task_id);
-- After its index, so that H2 does not make a second one.
alter table media add foreign key (task_id) references tasks (id);

-- The bytes of results that are not drawn, for the instances that do not have the file. Empty where there is one instance only.
create table media_parts (
  media_id varchar(64) not null references media (id),
  position integer     not null,
  content  bytea       not null,
  primary key (media_id, position)
);

create table uploads (
  id           varchar(64) primary key,
  user_id      varchar(64) not null references users (id),
  content_type varchar(64) not null,
  size_bytes   bigint      not null,
  expires_at   bigint      not null,
  stored_at    bigint
);
create index uploads_expiry on uploads (expires_at);

-- The bytes of uploads, in parts that fit into memory, for the instances that do not have the file. Empty where there is one instance only.
create table upload_parts (
  upload_id varchar(64) not null references uploads (id),
  position  integer     not null,
  content   bytea       not null,
  primary key (upload_id, position)
);

create table idempotency (
  user_id         varchar(64)  not null references users (id),
  idempotency_key varchar(255) not null,
  fingerprint     char(64)     not null,
  response        varchar,
  created_at      bigint       not null,
  -- The instance whose request claims the key. Null of the sandbox's own examples.
  claimed_by      varchar(64),
  primary key (user_id, idempotency_key)
);
create index idempotency_created on idempotency (created_at);

-- The instances that work on one database. Each renews its row while it lives. The time is the database's, so that the clocks of the machines need not agree.
create table instances (
  id      varchar(64)              primary key,
  seen_at timestamp with time zone not null
);

-- Values that are not configured and that all instances must agree on.
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
