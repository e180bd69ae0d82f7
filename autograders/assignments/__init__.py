"""Exercise packages, variants, and the nbgrader assignment made of them."""
