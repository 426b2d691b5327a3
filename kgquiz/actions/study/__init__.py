"""What a student does every day: sittings, what is due, undo, what is set aside."""
