"""What is seen of planning: the verbs plan, tune and simulate, and their tables."""
