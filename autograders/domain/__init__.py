"""Computations of the field: scanners, point clouds, metrology, colour, scan files, choice by several criteria."""
