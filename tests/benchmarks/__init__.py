"""Measurements, run by hand: speed is printed here and never asserted in a test."""
