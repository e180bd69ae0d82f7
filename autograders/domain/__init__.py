"""Pure computations of the field, without input or output."""
