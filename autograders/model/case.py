"""A case as its generator makes it, and as a grader sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from autograders.candidate.cases import PublicFile, Specification, SpecificationValue
from autograders.candidate.errors import AnswerError
from autograders.candidate.wire import decode_array, encode_array

MAXIMUM_TRUTH_VALUES = 5_000_000


@dataclass(frozen=True, kw_only=True)
class GeneratedCase:
    """What ``datasets/<slug>/generate.py`` returns for one seed.

    Parameters
    ----------
    specification : tuple of SpecificationValue
        Figures of the variant's specification; public.
    files : tuple of PublicFile
        The files written into the public folder.
    truth : mapping
        What was planted, and what references measured; JSON values and numpy arrays. For the graders alone.
    """

    specification: tuple[SpecificationValue, ...]
    files: tuple[PublicFile, ...]
    truth: Mapping[str, Any]


Generator: TypeAlias = Callable[[int, Path], GeneratedCase]


@dataclass(frozen=True, kw_only=True, eq=False)
class JudgedCase:
    """A case as a grader sees it; equal to itself alone, so that a judge may keep by it what it worked out.

    Parameters
    ----------
    specification : Specification
        The public figures.
    truth : mapping
        As the generator returned it.
    """

    specification: Specification
    truth: Mapping[str, Any]


def truth_to_json(value: Any) -> Any:
    """Return the JSON form of a truth: arrays become their encoding, numpy scalars become numbers.

    Examples
    --------
    >>> truth_to_json({"sigma_mm": np.float64(2.0)})
    {'sigma_mm': 2.0}
    """
    if isinstance(value, np.ndarray):
        return {"array": encode_array(value)}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Mapping):
        return {str(key): truth_to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [truth_to_json(item) for item in value]
    return value


def truth_from_json(value: Any) -> Any:
    """Return what ``truth_to_json`` was given, with lists in place of tuples.

    Examples
    --------
    >>> truth_from_json(truth_to_json({"cloud": np.array([[0.0, 1.0]])}))
    {'cloud': array([[0., 1.]])}
    """
    if isinstance(value, dict):
        if set(value) == {"array"}:
            try:
                return decode_array(value["array"], maximum_values=MAXIMUM_TRUTH_VALUES)
            except AnswerError as error:
                raise ValueError(str(error)) from error
        return {key: truth_from_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [truth_from_json(item) for item in value]
    return value


__all__ = ["GeneratedCase", "Generator", "JudgedCase", "PublicFile", "Specification", "SpecificationValue"]
