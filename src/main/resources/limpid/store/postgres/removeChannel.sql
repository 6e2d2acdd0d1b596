DELETE FROM channel WHERE name = :name AND NOT EXISTS (SELECT FROM channel AS other WHERE other.escalate_to = :name)
