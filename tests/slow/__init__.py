"""The slow profile: files, stores and words that nobody would write, by the thousand. `python -m pytest -m slow`."""
