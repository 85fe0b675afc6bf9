"""Recognises medicines, conditions and allergies by their names and codes. Facts and spelling only; no rules."""
