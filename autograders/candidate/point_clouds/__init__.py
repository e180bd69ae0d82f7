"""Point clouds read from the field's files: LAS, LAZ, E57, PLY, PTS, XYZ, CSV.

>>> from autograders.candidate.point_clouds import read_point_cloud
"""

from .cloud import PointCloud, PointCloudError, ReadLimits, Station
from .reading import read_point_cloud

__all__ = ["PointCloud", "PointCloudError", "ReadLimits", "Station", "read_point_cloud"]
