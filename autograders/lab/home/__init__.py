"""The candidate's practice folder: case studies, notebooks, variants of the data, and the lab that opens on them."""
