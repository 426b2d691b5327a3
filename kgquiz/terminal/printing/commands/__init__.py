"""The verbs of `kgquiz print`."""
