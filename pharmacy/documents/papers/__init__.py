"""Papers: what stands on a label and on a leaflet, and how it is laid out."""
