"""The verbs of plan, one module each."""
