"""A terrestrial laser scanner as its data sheet and its faults describe it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scene import Floats

NDArray8 = NDArray[np.uint8]

# Reflectance of the target that the range bias is quoted for.
REFERENCE_REFLECTANCE = 0.5


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """The errors and the beam of a scanner.

    Parameters
    ----------
    noise_a_mm, noise_b_mm_per_m : float, mm and mm/m
        Range noise of one shot at normal incidence, σ(R) = a + b·R.
    incidence_exponent : float
        p in σ(R, α) = σ(R)/cosᵖ α.
    range_bias_mm : float, mm
        Added to every range (zero error).
    scale_ppm : float, ppm
        Scale error of ranges.
    reflectance_bias_mm : float, mm
        Added to a range for each unit of reflectance below that of the reference target, 0.5: dark targets
        look farther away.
    beam_diameter_mm, beam_divergence_mrad : float, mm and mrad
        d₀ and full angle γ of the linear form d(R) = d₀ + γ·R; d holds 1 − e⁻² of a Gaussian beam's power, and
        the rest is left out.
    angular_noise_urad : float, µrad
        Standard deviation of each of the two angles of a point.
    echo_gate_m : float, m
        Parts of the beam whose ranges differ by more than this from the middle one do not mix with it.
    dropout_rate, outlier_rate : float
        Shares of the beams, at normal incidence, that return nothing and that return a spurious short range.
    """

    noise_a_mm: float
    noise_b_mm_per_m: float
    incidence_exponent: float = 0.5
    range_bias_mm: float = 0.0
    scale_ppm: float = 0.0
    reflectance_bias_mm: float = 0.0
    beam_diameter_mm: float = 3.0
    beam_divergence_mrad: float = 0.3
    angular_noise_urad: float = 0.0
    echo_gate_m: float = 1.0
    dropout_rate: float = 0.0
    outlier_rate: float = 0.0

    def range_noise_mm(self, range_m: ArrayLike, cos_incidence: ArrayLike = 1.0, averaging: int = 1) -> Floats:
        """Return the standard deviation of a range, σ = (a + b·R)/(cosᵖ α·√N).

        A linear law is a usual first model of a pulse or phase scanner (Wujanz et al., 2018, give the one by
        intensity that underlies it); the signal falls with cos α (Soudarissanane et al., 2009), here as a power
        law that is a convention of ours. N shots averaged divide the noise by √N.

        Parameters
        ----------
        range_m : array_like, m
        cos_incidence : array_like
            Cosine of the angle between beam and normal, above 0.
        averaging : int
            N, shots averaged in a point.

        Returns
        -------
        ndarray, mm

        Examples
        --------
        >>> scanner = Instrument(noise_a_mm=1, noise_b_mm_per_m=0.1)
        >>> float(scanner.range_noise_mm(10)), float(scanner.range_noise_mm(10, 0.25, 4))
        (2.0, 2.0)
        """
        single_shot = self.noise_a_mm + self.noise_b_mm_per_m * np.asarray(range_m, dtype=np.float64)
        noise: Floats = single_shot / np.asarray(cos_incidence) ** self.incidence_exponent / np.sqrt(averaging)
        return noise

    def plane_noise_mm(self, range_m: float, cos_incidence: float = 1.0, averaging: int = 1) -> float:
        """Return the standard deviation of points across a plane that the beam meets under α.

        σ⊥ = √((σ·cos α)² + (R·σ_θ·sin α)²): the range noise counts by its part along the normal, the angular
        noise by its part across the beam.

        Parameters
        ----------
        range_m : float, m
        cos_incidence : float
        averaging : int

        Returns
        -------
        float, mm

        Examples
        --------
        >>> scanner = Instrument(noise_a_mm=1, noise_b_mm_per_m=0.1, incidence_exponent=1)
        >>> scanner.plane_noise_mm(10), round(scanner.plane_noise_mm(10, 0.5), 9)
        (2.0, 2.0)
        """
        along_mm = float(self.range_noise_mm(range_m, cos_incidence, averaging)) * cos_incidence
        across_mm = 1e-3 * range_m * self.angular_noise_urad * float(np.sqrt(1 - cos_incidence**2))
        return float(np.hypot(along_mm, across_mm))

    def range_error_mm(self, range_m: ArrayLike, reflectance: ArrayLike = REFERENCE_REFLECTANCE) -> Floats:
        """Return the systematic error of a range: zero error, scale and reflectance.

        Parameters
        ----------
        range_m : array_like, m
        reflectance : array_like

        Returns
        -------
        ndarray, mm

        Examples
        --------
        >>> scanner = Instrument(
        ...     noise_a_mm=1, noise_b_mm_per_m=0, range_bias_mm=2, scale_ppm=100, reflectance_bias_mm=4
        ... )
        >>> float(scanner.range_error_mm(10)), float(scanner.range_error_mm(10, 0.25))
        (3.0, 4.0)
        """
        darkness = REFERENCE_REFLECTANCE - np.asarray(reflectance, dtype=np.float64)
        error: Floats = (
            self.range_bias_mm
            + 1e-3 * self.scale_ppm * np.asarray(range_m, dtype=np.float64)
            + self.reflectance_bias_mm * darkness
        )
        return error


@dataclass(frozen=True, kw_only=True)
class Camera:
    """The camera that colours the points.

    Parameters
    ----------
    gains : tuple of three float
        Factors on linear red, green and blue: 1 for a perfect white balance.
    exposure : float
        Factor on all three.
    noise_levels : float
        Standard deviation of each channel, in 8-bit levels.
    uncoloured_rate : float
        Share of the points that get no colour and are stored as (0, 0, 0).
    """

    gains: tuple[float, float, float] = (1.0, 1.0, 1.0)
    exposure: float = 1.0
    noise_levels: float = 2.0
    uncoloured_rate: float = 0.0

    def colours(self, albedo: Floats, rng: np.random.Generator) -> NDArray8:
        """Return the sRGB colours of surfaces of a given linear colour.

        Gains act on linear light, then the transfer function of IEC 61966-2-1 (sRGB), then noise and rounding
        to 8 bits.

        Parameters
        ----------
        albedo : ndarray, shape (n, 3)
            Linear red, green and blue, 0 to 1.
        rng : numpy.random.Generator

        Returns
        -------
        ndarray of uint8, shape (n, 3)

        Examples
        --------
        >>> Camera(noise_levels=0).colours(np.array([[0.0, 0.2140, 1.0]]), np.random.default_rng(1)).tolist()
        [[0, 127, 255]]
        """
        light = np.clip(albedo * np.asarray(self.gains) * self.exposure, 0, 1)
        encoded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
        noisy = 255 * encoded + self.noise_levels * rng.standard_normal(encoded.shape)
        levels: NDArray8 = np.clip(np.rint(noisy), 0, 255).astype(np.uint8)
        levels[rng.random(len(levels)) < self.uncoloured_rate] = 0
        return levels
