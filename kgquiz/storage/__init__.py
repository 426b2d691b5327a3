"""Where progress lives: SQLite migrations and one Store."""
