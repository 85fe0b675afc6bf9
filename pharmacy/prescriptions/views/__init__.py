"""Pages of entry, screening, patients, finding, and today."""
