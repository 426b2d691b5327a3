"""What an author sees: the verbs that build, check and list decks, and their views."""
