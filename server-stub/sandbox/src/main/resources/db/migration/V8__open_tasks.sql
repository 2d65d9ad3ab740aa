-- The open tasks of a user are counted from this index alone. It changes twice in the life of a task, not with each status. In the same common SQL as V1.
create index tasks_open on tasks (user_id, completed_at, credits);
drop index tasks_user_status;
