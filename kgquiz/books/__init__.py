"""A book of one's own: its lines and pages read, its structure found, passages told apart; values in, values out."""
