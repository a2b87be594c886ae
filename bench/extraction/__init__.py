"""How clean bodies come out: of the yardsticks' pages, and of sites of our own whose pages teach one another."""
