"""The search for cards as it is shown."""
