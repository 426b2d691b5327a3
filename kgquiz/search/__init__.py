"""HOW a card is found: the language of filters, and the forms of words by which text is looked up."""
