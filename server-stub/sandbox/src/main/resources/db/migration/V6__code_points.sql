-- H2 counts the length of a varchar in UTF-16 units, PostgreSQL in code points. The contract bounds these texts, in code points.
alter table media alter column title set data type text;
alter table tasks alter column error_message set data type text;
