"""The verbs of the search for cards."""
