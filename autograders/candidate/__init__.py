"""What a notebook may import: the answer protocol and the public tools; all that a sandbox can see.

>>> from autograders.candidate import answer, open_case
"""

from .answers import answer, open_case
from .cases import Case
from .handed_in import handed_in
from .libraries import preload_libusb

# Before anything imports Open3D.
preload_libusb()

__all__ = ["Case", "answer", "handed_in", "open_case"]
