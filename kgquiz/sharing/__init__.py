"""What goes between people: a class's answers, through a folder of files or a PostgreSQL server."""
