"""Computations of the field: scanners, point clouds, metrology, colour, and the files that scans travel in."""
