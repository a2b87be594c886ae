"""What is run by hand to set up, check and pin, and to make lists that are kept in the source."""
