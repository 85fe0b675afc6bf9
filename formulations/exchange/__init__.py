"""The formulary out to drug files and in from them."""
