-- Adds a published bulletin to the log.
INSERT INTO publication (city, period, language, published_at, published_by, markdown, figures)
VALUES (:city, :period, :language, :publishedAt, :publishedBy, :markdown, :figures::json)
RETURNING *
