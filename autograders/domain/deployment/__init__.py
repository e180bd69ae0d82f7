"""Deployment of a scanner in a building: what stations see, what a plan covers, whether its scans hang together."""

from .coverage import coverage_by_zone, covered, isolated_groups, links_to_anchors, overlap_graph, overlaps
from .planning import Options, Requirement, find_plan, is_connected, meets
from .survey_points import SurveyPoints, spread_points
from .visibility import Reach, Sight, line_of_sight, pack_flags, sight, surveyed, unpack_flags

__all__ = [
    "Options",
    "Reach",
    "Requirement",
    "Sight",
    "SurveyPoints",
    "coverage_by_zone",
    "covered",
    "find_plan",
    "is_connected",
    "isolated_groups",
    "line_of_sight",
    "links_to_anchors",
    "meets",
    "overlap_graph",
    "overlaps",
    "pack_flags",
    "sight",
    "spread_points",
    "surveyed",
    "unpack_flags",
]
