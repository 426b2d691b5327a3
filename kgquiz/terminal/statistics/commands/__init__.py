"""The verbs of statistics."""
