"""Papers, keys, answer sheets, cards and study sheets as PDF."""
