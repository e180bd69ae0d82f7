"""Whether an item is harder on one variant than on the others, with groups as small as a class has.

A candidate's variant comes from the candidate's identifier and has nothing to do with what the candidate can do. If no
variant is harder, any other way to deal out the variants was as likely: dealing them out again and again gives the
distribution of differences that chance makes, whatever the scores look like (R. A. Fisher, "The Design of Experiments",
1935; E. J. G. Pitman, "Significance tests which may be applied to samples from any populations", 1937).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Ours: a variant of fewer candidates is compared with nothing.
LEAST_CANDIDATES = 3
PERMUTATIONS = 4999
SEED = 20261128
_BATCH_NUMBERS = 5_000_000


@dataclass(frozen=True, kw_only=True)
class VariantDifference:
    """One variant against all the others.

    Parameters
    ----------
    variant : str
    candidates : int
    difference : float
        Mean share of the points, less that on the other variants; below 0 the variant is the harder one.
    standardised : float
        The same in standard deviations of what was compared.
    """

    variant: str
    candidates: int
    difference: float
    standardised: float


@dataclass(frozen=True, kw_only=True)
class VariantComparison:
    """The variants of one item.

    Parameters
    ----------
    differences : tuple of VariantDifference
        Those with enough candidates, the one that stands out most first, the harder before the easier; empty where
        there are not two of them, or where all scores are the same.
    probability : float
        How probable it is that chance alone makes any variant stand out as much; 1 without differences.
    """

    differences: tuple[VariantDifference, ...]
    probability: float


def ability_adjusted(shares: NDArray[np.float64], rest: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what an item's shares are above what is usual with a candidate's score on the other items.

    The usual share is that of the straight line of least squares: the analysis of covariance of R. A. Fisher. Where
    the others say nothing (all the same), it is the mean.

    Parameters
    ----------
    shares, rest : ndarray of shape (candidates,)

    Returns
    -------
    ndarray of shape (candidates,)
        ``NaN`` where either is not established.

    Examples
    --------
    >>> ability_adjusted(np.array([0.0, 0.5, 0.5, 1.0]), np.array([0.1, 0.4, 0.4, 0.7])).round(6) + 0.0
    array([0., 0., 0., 0.])
    """
    known = np.isfinite(shares) & np.isfinite(rest)
    adjusted = np.full(shares.shape, np.nan)
    if not known.any():
        return adjusted
    own, others = shares[known] - shares[known].mean(), rest[known] - rest[known].mean()
    spread = float(others @ others)
    slope = float(own @ others) / spread if spread > 1e-12 else 0.0
    adjusted[known] = own - slope * others
    return adjusted


def compare_variants(
    values: NDArray[np.float64], variants: Sequence[str], permutations: int = PERMUTATIONS, seed: int = SEED
) -> tuple[VariantComparison, ...]:
    r"""Compare each variant of several items with all the others.

    .. math:: t_v = \frac{|\bar x_v - \bar x_{\setminus v}|}{\sqrt{1 / n_v + 1 / n_{\setminus v}}}, \qquad
              P = \frac{1 + \#\{T^* \ge T\}}{1 + B}, \qquad T = \max_v t_v

    The largest difference is compared with the largest of each of :math:`B` ways to deal out the variants again, so
    that many variants do not make an alarm more frequent: P. H. Westfall and S. S. Young, "Resampling-Based Multiple
    Testing" (1993). Many items do; see ``holm``.

    Parameters
    ----------
    values : ndarray of shape (candidates, items)
        Shares of the points, or what ``ability_adjusted`` leaves of them; ``NaN`` where not established.
    variants : sequence of str
        The variant of each candidate.
    permutations, seed : int
        The seed is fixed: the same data give the same probabilities, in whatever order the candidates come.

    Returns
    -------
    tuple of VariantComparison
        One for each item.

    Examples
    --------
    >>> values = np.array([[0.0], [0.0], [0.0], [0.0], [1.0], [1.0], [1.0], [1.0]])
    >>> (found,) = compare_variants(values, ["1"] * 4 + ["2"] * 4)
    >>> found.differences[0].variant, found.differences[0].difference, 0.02 < found.probability < 0.04
    ('1', -1.0, True)
    """
    names = sorted(set(variants))
    codes = np.array([names.index(name) for name in variants], dtype=np.int64)
    rounded = np.round(values, 9)
    # The same candidates in another order are dealt the same variants.
    order = np.lexsort((codes, *rounded.T))
    codes, rounded = codes[order], rounded[order]
    is_known = np.isfinite(rounded)
    filled = np.where(is_known, rounded, 0.0)
    observed, sizes, differences = _standing_out(_one_hot(codes[None], len(names)), filled, is_known)
    largest = observed[0].max(axis=0, initial=0.0)
    rng = np.random.default_rng(seed)
    as_large = np.zeros(values.shape[1], dtype=np.int64)
    batch = max(1, _BATCH_NUMBERS // max(1, codes.size * len(names)))
    for start in range(0, permutations, batch):
        dealt = rng.permuted(np.tile(codes, (min(batch, permutations - start), 1)), axis=1)
        standing_out, _, _ = _standing_out(_one_hot(dealt, len(names)), filled, is_known)
        as_large += (standing_out.max(axis=1, initial=0.0) >= largest - 1e-9).sum(axis=0)
    return tuple(
        VariantComparison(
            differences=_sorted_differences(
                names, observed[0, :, item], sizes[0, :, item], differences[0, :, item], rounded[:, item]
            ),
            probability=float((1 + as_large[item]) / (1 + permutations)) if largest[item] > 0 else 1.0,
        )
        for item in range(values.shape[1])
    )


def _one_hot(codes: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    members: NDArray[np.float64] = (codes[:, None, :] == np.arange(count)[:, None]).astype(np.float64)
    return members


def _standing_out(
    members: NDArray[np.float64], filled: NDArray[np.float64], is_known: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return how much each variant stands out, of how many candidates, and by which difference, item by item.

    Parameters
    ----------
    members : ndarray of shape (ways to deal, variants, candidates)
    filled, is_known : ndarray of shape (candidates, items)
    """
    ways, variants, candidates = members.shape
    flat = members.reshape(ways * variants, candidates)
    shape = (ways, variants, filled.shape[1])
    sums = (flat @ filled).reshape(shape)
    sizes = (flat @ is_known.astype(np.float64)).reshape(shape)
    others = is_known.sum(axis=0) - sizes
    compared = (sizes >= LEAST_CANDIDATES) & (others >= LEAST_CANDIDATES)
    sizes_or_one, others_or_one = np.where(compared, sizes, 1.0), np.where(compared, others, 1.0)
    differences = sums / sizes_or_one - (filled.sum(axis=0) - sums) / others_or_one
    standing_out = np.abs(differences) / np.sqrt(1 / sizes_or_one + 1 / others_or_one)
    return np.where(compared, standing_out, 0.0), np.where(compared, sizes, 0.0), differences


def _sorted_differences(
    names: Sequence[str],
    standing_out: NDArray[np.float64],
    sizes: NDArray[np.float64],
    differences: NDArray[np.float64],
    values: NDArray[np.float64],
) -> tuple[VariantDifference, ...]:
    # Nothing is compared, or all scores are the same.
    if not (standing_out > 0).any():
        return ()
    spread = float(np.nanstd(values))
    found = [
        (
            -round(float(standing_out[index]), 9),
            VariantDifference(
                variant=name,
                candidates=int(sizes[index]),
                difference=float(differences[index]),
                standardised=float(differences[index]) / spread,
            ),
        )
        for index, name in enumerate(names)
        if sizes[index] > 0
    ]
    return tuple(item for _, item in sorted(found, key=lambda pair: (pair[0], pair[1].difference, pair[1].variant)))
