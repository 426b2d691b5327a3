"""HOW it is tested: blueprint, form, attempt, scoring, item statistics."""
