"""Decks taken in from other programs' files, and given out as such."""
