"""What the answers of a class say: items, students, distractors, difficulties. Below ten answers nothing is said."""
