SELECT id, code FROM station WHERE medium = 'air' AND city = ANY (?) ORDER BY code
