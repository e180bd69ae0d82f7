"""What is written is read back by laspy, pye57 and Open3D, the independent readers of the field."""

import laspy
import numpy as np
import open3d
import pye57
import pytest
from scipy.spatial.transform import Rotation

from autograders.domain.errors import DomainError
from autograders.domain.scan_files import Scan, write_e57, write_las, write_ply

STEP_M = 1e-4


@pytest.fixture
def points():
    return np.random.default_rng(1).uniform(-20, 30, (500, 3))


@pytest.fixture
def colours():
    return np.random.default_rng(2).integers(0, 256, (500, 3)).astype(np.uint8)


@pytest.fixture
def intensity():
    return np.random.default_rng(3).random(500)


@pytest.mark.parametrize("name", ["scan.las", "scan.laz"])
def test_laspy_reads_the_points_within_half_a_step(tmp_path, points, colours, intensity, name):
    write_las(tmp_path / name, points, colours=colours, intensity=intensity, scale_m=STEP_M)
    read = laspy.read(tmp_path / name)
    assert np.abs(read.xyz - points).max() <= 0.51 * STEP_M
    assert (np.column_stack([read.red, read.green, read.blue]) == colours.astype(int) * 257).all()
    assert read.intensity / 65_535 == pytest.approx(intensity, abs=1e-5)
    assert (read.return_number == 1).all()


def test_lambert_93_coordinates_keep_their_tenth_of_a_millimetre(tmp_path, points):
    far = points + np.array([652_000.0, 6_862_000.0, 35.0])
    write_las(tmp_path / "scan.laz", far, scale_m=STEP_M)
    assert np.abs(laspy.read(tmp_path / "scan.laz").xyz - far).max() <= 0.51 * STEP_M


def test_pye57_reads_every_scan_where_its_pose_puts_it(tmp_path, points, colours, intensity):
    turn = Rotation.from_euler("zyx", [30, 5, -2], degrees=True)
    quaternion = tuple(turn.as_quat(scalar_first=True).tolist())
    first = Scan(
        name="S1",
        points_m=points,
        colours=colours,
        intensity=intensity,
        position_m=(1.0, 2.0, 3.0),
        rotation=quaternion,
    )
    write_e57(tmp_path / "scans.e57", [first, Scan(name="S2", points_m=points[:40])], scale_m=STEP_M)
    with pye57.E57(str(tmp_path / "scans.e57")) as file:
        assert [file.get_header(rank)["name"].value() for rank in range(file.scan_count)] == ["S1", "S2"]
        read = file.read_scan(0, intensity=True, colors=True, ignore_missing_fields=True)
        placed = np.column_stack([read[f"cartesian{axis}"] for axis in "XYZ"])
        assert np.abs(placed - (turn.apply(points) + np.array([1, 2, 3]))).max() <= STEP_M
        assert (np.column_stack([read[f"color{name}"] for name in ("Red", "Green", "Blue")]) == colours).all()
        assert read["intensity"] == pytest.approx(intensity, abs=1e-5)
        assert len(file.read_scan(1, ignore_missing_fields=True)["cartesianX"]) == 40


def test_a_scan_larger_than_a_block_is_written_whole(tmp_path):
    points = np.random.default_rng(4).uniform(0, 5, (230_000, 3))
    write_e57(tmp_path / "large.e57", [Scan(name="S1", points_m=points)])
    with pye57.E57(str(tmp_path / "large.e57")) as file:
        read = file.read_scan(0, ignore_missing_fields=True)
    assert np.abs(np.column_stack([read[f"cartesian{axis}"] for axis in "XYZ"]) - points).max() <= 0.51 * STEP_M


def test_open3d_reads_the_ply_in_double_precision(tmp_path, points, colours):
    write_ply(tmp_path / "scan.ply", points, colours=colours)
    cloud = open3d.io.read_point_cloud(str(tmp_path / "scan.ply"))
    assert (np.asarray(cloud.points) == points).all()
    assert (np.rint(np.asarray(cloud.colors) * 255) == colours).all()


@pytest.mark.parametrize("name", ["scan.las", "scan.laz", "scan.ply", "scan.e57"])
def test_the_same_points_give_the_same_bytes_and_others_do_not(tmp_path, points, colours, name):
    def write(folder, values):
        folder.mkdir()
        if name.endswith("e57"):
            write_e57(folder / name, [Scan(name="S1", points_m=values, colours=colours)])
        elif name.endswith("ply"):
            write_ply(folder / name, values, colours=colours)
        else:
            write_las(folder / name, values, colours=colours)
        return (folder / name).read_bytes()

    first = write(tmp_path / "first", points)
    assert write(tmp_path / "second", points.copy()) == first
    assert write(tmp_path / "third", points + 1e-3) != first


@pytest.mark.parametrize(
    ("call", "fragment"),
    [
        (lambda path: write_las(path, np.empty((0, 3))), "un au moins"),
        (lambda path: write_las(path, [[0, 0, np.nan]]), "finis"),
        (lambda path: write_las(path, [[0, 0, 0], [1e6, 0, 0]]), "trop étendu"),
        (lambda path: write_las(path, [[0, 0, 0]], colours=np.zeros((1, 3), dtype=int)), "uint8"),
        (lambda path: write_las(path, [[0, 0, 0]], intensity=np.array([2.0])), "entre 0 et 1"),
        (lambda path: write_ply(path, [[0, 0]]), r"\(n, 3\)"),
        (lambda path: write_e57(path, []), "aucun scan"),
        (lambda path: write_e57(path, [Scan(name="S1", points_m=np.array([[1e6, 0, 0]]))]), "trop étendu"),
        (lambda path: Scan(name="S1", points_m=np.zeros((2, 3)), intensity=np.zeros(3)), "entre 0 et 1"),
    ],
)
def test_what_no_format_holds_is_refused_in_words(tmp_path, call, fragment):
    with pytest.raises(DomainError, match=fragment):
        call(tmp_path / "refused.las")
