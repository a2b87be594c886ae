"""What reading a feed costs in steady state."""
