"""What is admitted of each indicator of each standard, from what the generator knows of the files."""

from collections.abc import Mapping
from typing import Any

from autograders.criteria import Band
from autograders.model.case import JudgedCase

STANDARDS = ("IFC4", "IFC2X3", "IFC-ZIP", "glTF")
SHARES = ("identifiers", "classes", "properties", "relations")
COUNTS = ("entities", "elements", "types", "properties", "quantities", "relations")
# Admits three decimals.
SHARE_TOLERANCE = 0.0015
# The frame of an archive, and what another implementation of Deflate makes of it.
FRAME_BYTES, DEFLATE_LEEWAY = 1000, 0.06
# What the exporter of the notebook writes for an element whose shape is its type's is 178 bytes; other versions of it
# write other numbers of digits.
GLTF_BYTES_PER_ELEMENT = Band(110.0, 290.0)

Cells = dict[str, dict[str, Band]]


def standards_of(case: JudgedCase) -> Mapping[str, Any]:
    """Return what a reader finds in the files."""
    return dict(case.truth["standards"])


def file_bands(case: JudgedCase) -> Cells:
    """Return what is admitted of sizes and counts."""
    told, measures = standards_of(case), case.truth["measures"]
    low, high = told["deflated_bytes"]
    sizes = {
        "IFC4": Band.around(measures["ifc4"]["bytes"]),
        "IFC2X3": Band.around(measures["ifc2x3"]["bytes"]),
        "IFC-ZIP": Band((1 - DEFLATE_LEEWAY) * low, high + FRAME_BYTES),
        "glTF": GLTF_BYTES_PER_ELEMENT.times(told["shaped"]),
    }
    files = {"IFC4": measures["ifc4"], "IFC2X3": measures["ifc2x3"], "IFC-ZIP": measures["ifc4"]}
    counts = {standard: {name: file[name] for name in COUNTS} for standard, file in files.items()}
    counts["glTF"] = dict.fromkeys(COUNTS, 0) | {"elements": told["shaped"]}
    return {
        standard: {"bytes": sizes[standard]} | {name: Band.around(value) for name, value in counts[standard].items()}
        for standard in STANDARDS
    }


def share_values(case: JudgedCase) -> dict[str, dict[str, float]]:
    """Return the shares of the IFC4 model that each standard keeps."""
    retained = case.truth["export"]["retained"]
    whole = dict.fromkeys(SHARES, 1.0)
    shaped = standards_of(case)["shaped"] / case.truth["measures"]["ifc4"]["elements"]
    return {
        "IFC4": whole,
        "IFC2X3": {name: float(retained["links" if name == "relations" else name]) for name in SHARES},
        "IFC-ZIP": whole,
        "glTF": dict.fromkeys(SHARES, 0.0) | {"identifiers": shaped},
    }


def share_bands(case: JudgedCase) -> Cells:
    """Return what is admitted of the shares."""
    return {
        standard: {name: Band.around(share, absolute=SHARE_TOLERANCE) for name, share in shares.items()}
        for standard, shares in share_values(case).items()
    }


def coverage_bands(case: JudgedCase) -> Cells:
    """Return what is admitted of the share of the software that each format reaches."""
    told = case.truth["tool_coverage"]
    return {each: {"coverage": Band.around(told[each], absolute=0.0051)} for each in STANDARDS}
