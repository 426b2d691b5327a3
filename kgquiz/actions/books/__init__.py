"""Books: drafts made of them, and one's own copy, by which passages behind cards are found."""
