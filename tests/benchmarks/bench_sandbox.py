"""Times a ten-cell notebook that imports Open3D: stock nbclient against a session of a warm sandbox.

Run by hand: ``python tests/benchmarks/bench_sandbox.py [REPETITIONS]``. Prints medians in milliseconds.
"""

import copy
import statistics
import sys
from time import perf_counter

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from autograders.sandbox import WarmSandbox, run_cells

SOURCES = [
    "import autograders.candidate\nimport numpy as np\nimport open3d as o3d",
    "rng = np.random.default_rng(1)\npoints = rng.normal(size=(2000, 3))",
    "cloud = o3d.geometry.PointCloud(o3d.utility.Vector3dVector(points))\ncloud",
    "print(len(cloud.points))",
    "box = cloud.get_axis_aligned_bounding_box()\nbox.get_extent()",
    "sigma_mm = float(np.std(points[:, 2], ddof=1))\nsigma_mm",
    "from IPython.display import HTML\nHTML(f'<b>{sigma_mm:.3f}</b>')",
    "cloud.estimate_normals()\nnp.asarray(cloud.normals).shape",
    "np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[1]",
    "1 / 0",
]


def timed(action):
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def main():
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    notebook = new_notebook(cells=[new_code_cell(source) for source in SOURCES])

    def stock():
        NotebookClient(copy.deepcopy(notebook), allow_errors=True).execute()

    stock_ms = [timed(stock) for _ in range(3)]
    start = perf_counter()
    with WarmSandbox(preload=["autograders.candidate", "open3d"]) as sandbox:
        print(f"warm parent, level {sandbox.report.level}: {(perf_counter() - start) * 1000:.0f} ms")

        def session_alone():
            sandbox.open(mounts={}).close()

        def first_cell():
            with sandbox.open(mounts={}) as session:
                session.execute("1")

        def warm():
            with sandbox.open(mounts={}) as session:
                run_cells(session, notebook)

        for label, action in (("open and close", session_alone), ("one cell", first_cell), ("ten cells", warm)):
            action()
            times = [timed(action) for _ in range(repetitions)]
            print(f"{label}: median {statistics.median(times):.0f} ms, least {min(times):.0f} ms")
    print(f"stock nbclient, ten cells: median {statistics.median(stock_ms):.0f} ms, least {min(stock_ms):.0f} ms")


if __name__ == "__main__":
    main()
