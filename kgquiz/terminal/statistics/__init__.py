"""Figures as they are shown: sentences, plots, a page."""
