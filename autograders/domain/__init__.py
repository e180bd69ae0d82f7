"""Computations of the field.

Scanners, point clouds, metrology, colour, scan files; choices, budgets, bills of materials, building models; sizing,
queues, energy and costs, networks, interoperability, audits; schedules, earned value, stakeholders, processes.
"""
