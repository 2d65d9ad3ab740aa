-- The jobs of generations, in place of the table of a scheduler. In the same common SQL as V1.
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
insert into generation_jobs (task_id, due_at, failures) select task_instance, 0, 0 from scheduled_tasks where task_name = 'generation';
drop table scheduled_tasks;
