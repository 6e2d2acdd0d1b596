-- Who decided that nothing is to be done about a refused message, and why. It stays, and may be handed in once more all the same.
ALTER TABLE refused_message ADD COLUMN discarded_at timestamptz;
ALTER TABLE refused_message ADD COLUMN discarded_by text;
ALTER TABLE refused_message ADD COLUMN discarded_for text;
ALTER TABLE refused_message ADD CONSTRAINT discarded_whole
    CHECK (num_nulls(discarded_at, discarded_by, discarded_for) IN (0, 3));
