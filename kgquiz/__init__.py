"""kgquiz: from a textbook chapter to a passed exam, in the terminal."""

__version__ = "0.1.0"
