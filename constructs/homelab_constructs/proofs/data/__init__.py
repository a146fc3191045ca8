"""What is stored, and what would lose it."""
