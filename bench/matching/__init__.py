"""The benchmark of matching: a generated world of names, texts and rules, and what it costs to find them."""
