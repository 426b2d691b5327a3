"""What an author does: build, check, schema, suggestions."""
