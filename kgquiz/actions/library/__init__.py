"""Where decks, exams and content come from, and what they hold."""
