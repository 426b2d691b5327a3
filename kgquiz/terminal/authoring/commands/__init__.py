"""The verbs of authoring, one module each."""
