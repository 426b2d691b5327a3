"""The verbs backup, restore, doctor and sync."""
