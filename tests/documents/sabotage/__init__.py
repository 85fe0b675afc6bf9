"""Deliberate faults, put into a paper between the steps that make it. Each must be caught, and by its own name."""
