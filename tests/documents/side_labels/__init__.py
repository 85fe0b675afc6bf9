"""Auxiliary, bag and batch labels, and flags."""
