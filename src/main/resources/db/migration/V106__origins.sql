-- By which way and whom a value came: mqtt (the station itself, by its topic), http and the name of the key's holder, import,
-- replay or review and the name of who did it. Readings that were kept before this column was there have none.
CREATE TABLE origin (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

ALTER TABLE reading ADD COLUMN origin_id smallint;

-- Of the value that was replaced; revision.origin tells who replaced it.
ALTER TABLE revision ADD COLUMN origin_id smallint;
