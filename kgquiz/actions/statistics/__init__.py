"""What the log says, gathered."""
