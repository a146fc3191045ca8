"""What the schemas of every kind let through, and the rules in them."""
