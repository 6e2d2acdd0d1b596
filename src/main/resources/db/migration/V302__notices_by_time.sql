-- What was told at a set time, so that it is told once whatever is started again and however many instances there are.
CREATE TABLE notice_told (
    what text PRIMARY KEY,
    at   timestamptz NOT NULL
);
