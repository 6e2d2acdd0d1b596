SELECT * FROM rule_choice ORDER BY id
