"""Papers, keys, answer sheets, cards and study sheets: typeset, and papers for Word and as Markdown."""
