"""Mock exams: which paper, its sitting, results and statistics."""
