-- When each station that sends by itself was last heard, and its newest water set that had a value, flagged or not.
SELECT station.id, station.code, station.city, station.medium, station.period_s, newest.period_end AS last_set,
       greatest(account.cut_at, account.overload_at, account.periods_at) AS limit_at,
       concat_ws('; ',
           CASE WHEN account.cut_at IS NOT NULL THEN 'refused messages not kept whole, last ' || to_char(account.cut_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') END,
           CASE WHEN account.overload_at IS NOT NULL THEN 'messages refused unread, last ' || to_char(account.overload_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') END,
           CASE WHEN account.periods_at IS NOT NULL THEN 'too many averaging periods, last ' || to_char(account.periods_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') END) AS reached,
       astray.came_at AS astray_at, astray.stamp AS astray_stamp,
       fault.at AS fault_at, fault.flags AS fault_flags,
       coalesce(heard.at, station.updated_at) AS heard_at,
       coalesce(station.in_service_from <= :today, true) AND coalesce(station.in_service_to >= :today, true) AS in_service
FROM station
LEFT JOIN LATERAL (
    SELECT last_received_at AS at FROM ledger WHERE ledger.station = station.code ORDER BY day DESC LIMIT 1
) AS heard ON true
LEFT JOIN LATERAL (
    SELECT period_end
    FROM water_sample
    WHERE subject_id = station.id
      AND (items_assessed <> '{}' OR array_to_string(left_out, ' ') LIKE '%: flag %')
    ORDER BY period_end DESC
    LIMIT 1
) AS newest ON station.medium = 'water'
LEFT JOIN refused_station AS account ON account.station = station.code
LEFT JOIN astray_clock AS astray ON astray.station_id = station.id
LEFT JOIN LATERAL (
    SELECT min(r.period_end) AS at, string_agg(DISTINCT flag.code, ' ') AS flags
    FROM series
    JOIN reading r ON r.series_id = series.id
        AND r.period_end > :now::timestamptz - interval '6 hours' AND r.period_end <= :now
    JOIN unnest(:faultIds::int[], :faultCodes::text[]) AS flag (id, code) ON flag.id = r.flag_id
    WHERE series.station_id = station.id AND (series.period_s = 0 OR series.period_s >= 60)
) AS fault ON fault.at IS NOT NULL
WHERE station.period_s > 0
