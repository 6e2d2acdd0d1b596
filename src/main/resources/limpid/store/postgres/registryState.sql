-- Changes whenever the registry does. The sum notices a change that began before the newest one and was committed after it.
SELECT count(*) || ' ' || coalesce(sum(extract(epoch FROM updated_at)), 0) FROM station
