SELECT id FROM subject WHERE kind = 'service'
