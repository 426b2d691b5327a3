"""Simulated students, ways of studying, and the bound that none can beat."""
