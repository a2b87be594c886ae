"""Tests of what each language writes onto names."""
