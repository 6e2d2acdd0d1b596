-- Forgets which messages were kept where that is too long ago, or newer rows hold as many as are wanted.
DELETE FROM kept_messages
WHERE known_at < now() - make_interval(secs => :seconds)
   OR id < (SELECT coalesce(max(id), 0)
            FROM (SELECT id, sum(messages) OVER (ORDER BY id DESC) AS newer FROM kept_messages) AS counted
            WHERE newer > :messages)
