"""The parts of a specification, as plain frozen values."""
