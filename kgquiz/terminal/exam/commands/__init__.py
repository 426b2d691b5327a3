"""The verbs of exam, one module each."""
