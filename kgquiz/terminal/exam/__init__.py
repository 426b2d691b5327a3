"""What a student sees of mock exams: their verbs, the flow of a sitting, its scenes and reports."""
