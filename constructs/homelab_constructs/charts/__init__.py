"""What single charts make of their values: their rules, and an index of what each version takes."""
