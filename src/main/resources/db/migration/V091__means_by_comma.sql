-- Means of a kept line are joined as CSV joins them, so that those of all items leave as they are.
UPDATE section_month_line SET means = replace(means, ';', ',');
