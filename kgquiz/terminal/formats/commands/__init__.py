"""The verbs of formats, one module each."""
