"""What the templates of papers may use to write texts into styles."""
