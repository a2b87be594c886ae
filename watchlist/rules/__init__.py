"""Rules: a small language over entity ids. The grammar is ``grammar.lark``; a rule compiles to one condition."""
