"""The verbs about books."""
