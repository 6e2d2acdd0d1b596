INSERT INTO rule_choice (rule, city, valid_from, value, reason, entered_by, entered_at)
VALUES (:rule, :city, :from, :value, :reason, :by, :at)
RETURNING *
