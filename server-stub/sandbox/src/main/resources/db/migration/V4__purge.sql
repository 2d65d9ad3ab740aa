-- What is over is found by its time (cluster.Purge). In the same common SQL as V1. Tasks, media and ledger are not: they are kept.
create index quota_day on quota (utc_day);
create index uploads_expiry on uploads (expires_at);
create index idempotency_created on idempotency (created_at);
