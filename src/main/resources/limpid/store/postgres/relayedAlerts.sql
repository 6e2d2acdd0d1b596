UPDATE alert_hook SET relayed_at = :now WHERE id = ANY (:ids::bigint[])
