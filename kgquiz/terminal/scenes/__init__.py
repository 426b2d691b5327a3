"""One scene for each kind of prompt, and the ones between them."""
