"""WHEN it is asked: study days, FSRS states, the queue, the exam-date planner."""
