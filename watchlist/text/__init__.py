"""How a text is read, whatever its language: normal form, tokens, gaps; everything keeps its way back to the source."""
