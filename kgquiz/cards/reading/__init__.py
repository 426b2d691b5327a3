"""Written answers: which points of an outline or a definition a student's own sentences cover."""
