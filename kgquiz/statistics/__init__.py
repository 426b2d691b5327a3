"""WHAT the log says: pure figures over answers and states."""
