"""A virtual terrestrial laser scanner: ray casting into meshes, with the errors that real scans have.

A scan is made in three steps, so that one scene serves many settings: ``AngularWindow.beams`` gives the directions
of the beams, ``light`` what they meet, ``measure`` the points with noise, bias, colour and gaps. Points come in a frame
centred on the scanner; ``Pose`` carries them into the project's, with the error of registration where wanted.
"""

from .acquisition import AngularWindow, Echoes, Scan, light, measure
from .instrument import Camera, Instrument
from .pose import Pose
from .scene import Hits, Mesh, Scene
from .targets import Frame, box, chart, plate, sphere, star

__all__ = [
    "AngularWindow",
    "Camera",
    "Echoes",
    "Frame",
    "Hits",
    "Instrument",
    "Mesh",
    "Pose",
    "Scan",
    "Scene",
    "box",
    "chart",
    "light",
    "measure",
    "plate",
    "sphere",
    "star",
]
