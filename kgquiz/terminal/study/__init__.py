"""What a student sees of studying: its verbs, the flow of a sitting, feedback and summary."""
