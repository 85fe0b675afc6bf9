"""What templates of every room may use to write amounts."""
