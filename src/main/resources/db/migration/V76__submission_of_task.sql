-- After sending, people read what they sent.
create index submission_of_task on submission (task_id);
