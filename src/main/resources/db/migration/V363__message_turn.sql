-- Of services that keep messages of brokers without a log, one at a time does so: its turn is the one that stands here. Another one
-- that is to keep some waits for what is under way, writes a turn of its own, and reads what was kept before it.
CREATE TABLE message_turn (
    turn uuid NOT NULL
);
CREATE UNIQUE INDEX message_turn_one ON message_turn ((true));
INSERT INTO message_turn VALUES ('00000000-0000-0000-0000-000000000000');
