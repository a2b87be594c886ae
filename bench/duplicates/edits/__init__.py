"""What is done to a text on its way to another outlet; each edit keeps the news what it is."""
