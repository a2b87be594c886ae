"""Parts of the benchmark of what copies cost in Redis."""
