"""Other programs' files: one module a format, bytes in and cards out, cards in and bytes out."""
