"""HOW it is asked and marked: card types, prompts, verdicts, Kyrgyz text rules."""
