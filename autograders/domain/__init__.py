"""Computations of the field: scanners, point clouds, metrology, colour, scan files, choices, bills of materials."""
