"""Reading the three configuration files: bytes in, a room's typed settings or findings with file and line out."""
