"""What keeps progress safe and one: backups, mending, several devices."""
