"""Viewers for notebooks: point clouds, IFC models and graphs, each with its equivalent in words and as a table.

>>> from autograders.candidate.viewers import view_cloud, view_graph, view_model
"""

from .clouds import view_cloud
from .errors import ViewError
from .graphs import view_graph
from .models import ModelView, view_model
from .tables import Table
from .view import View

__all__ = ["ModelView", "Table", "View", "ViewError", "view_cloud", "view_graph", "view_model"]
