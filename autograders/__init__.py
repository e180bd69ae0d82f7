"""Case studies graded criterion by criterion: everything that is code and serves more than one exercise."""
