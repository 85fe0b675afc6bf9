"""Side labels: the small labels besides the full one: auxiliary, bag, batch and flag. Each kind says its own rows."""
