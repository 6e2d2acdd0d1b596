-- A target that is missed before it falls due is not due 未到期, on schedule or behind it 时序进度.
ALTER TABLE programme_check DROP CONSTRAINT programme_check_verdict_check;
ALTER TABLE programme_check ADD CONSTRAINT programme_check_verdict_check CHECK (verdict IN (
    'met', 'notMet', 'notDue', 'onSchedule', 'behindSchedule', 'insufficient', 'awaitingReport', 'notApplicable'));
