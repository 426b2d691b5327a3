"""Weights of one's own: fitted, judged on later answers, adopted only if better."""
