"""Home: what `kgquiz` alone shows, and the first minute of a new student."""
