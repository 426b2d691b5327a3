"""The verbs of study, one module each."""
