"""The ways out, one folder each: transport, form and options of a channel stand together."""
