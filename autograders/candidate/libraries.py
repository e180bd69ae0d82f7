"""System libraries that the field's packages need and a bare machine may lack."""

import ctypes
import sys


def preload_libusb() -> None:
    """Make libusb-1.0 available before Open3D asks for it.

    Open3D 0.20 links against it for depth cameras; a bare Debian has none. The copy in the ``libusb-package``
    distribution is loaded instead; where that fails, Open3D's own import error tells what is missing.
    """
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL("libusb-1.0.so.0", mode=ctypes.RTLD_GLOBAL)
    except OSError:
        import libusb_package

        path = libusb_package.get_library_path()
        if path is not None:
            ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
