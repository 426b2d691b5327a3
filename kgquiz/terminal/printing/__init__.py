"""Printing from the command line."""
