"""The face of books."""
