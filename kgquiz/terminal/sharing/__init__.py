"""Backups, mending and several devices, on the command line."""
