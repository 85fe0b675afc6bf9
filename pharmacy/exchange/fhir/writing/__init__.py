"""Orders and supplies as FHIR R4: plain values in, plain JSON values out."""
