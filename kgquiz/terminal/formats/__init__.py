"""How imports and exports are told."""
