"""WHAT is learnt: chapter content, decks, compiler and lint; YAML text in, values and problems out."""
