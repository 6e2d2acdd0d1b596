-- The newest minute whose seconds were removed: what is later need not be asked for.
CREATE INDEX removal_end ON removal (span_end);
