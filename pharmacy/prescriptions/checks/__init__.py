"""The record of a screening: what it rests on, whether it still stands, and when it may be offered again."""
