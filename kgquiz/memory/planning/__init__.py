"""The exam-date planner: the most known on the day, for the time there is; and the mark to expect."""
