"""Planning for an exam date: the setting, the day, the report, tuning and simulation."""
