"""FHIR R4: a bundle in, a prescription entry out."""
