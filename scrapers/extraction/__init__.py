"""A page's bytes in, its title, clean body, author, date and language out; runs only in the parser processes."""
