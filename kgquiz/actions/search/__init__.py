"""Finding cards, and what is known of one."""
