"""Réglages communs de nbgrader, pour tous les comptes du hub : d’où l’on retire, où l’on remet, ce qui part."""

c = get_config()  # noqa: F821 - nbgrader la définit

c.CourseDirectory.course_id = "session-2026"
c.Exchange.root = "/srv/atelier/echange"
# Les carnets se remettent, non les données distribuées.
c.CourseDirectory.include = ["*.ipynb", "candidat.txt"]
c.CourseDirectory.max_dir_size = 100_000_000
