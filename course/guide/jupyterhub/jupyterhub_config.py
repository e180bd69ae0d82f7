"""Un hub pour un cours et plusieurs correcteurs : ils partagent formgrader, les candidats n’y entrent pas."""

GRADERS = {"claire.durand", "marc.lenoir"}
CANDIDATES = {"ada.martin", "bob.petit", "eve.leroy"}

COURSE = "session-2026"
FOLDER = f"/srv/atelier/{COURSE}"
GRADING_ENVIRONMENT = "/srv/atelier/projet/.venv/bin"
CANDIDATE_ENVIRONMENT = "/srv/atelier/candidats/bin"

c = get_config()  # noqa: F821 - JupyterHub la définit

# Qui peut se connecter : les noms ci-dessus, et nul autre. Des comptes de cette machine, par PAM.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allowed_users = GRADERS | CANDIDATES

# Chacun travaille sous son compte, dans l’environnement sans correcteurs.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [f"{CANDIDATE_ENVIRONMENT}/jupyterhub-singleuser"]
c.Spawner.default_url = "/lab"

# Un service tient le cours ouvert, sous un compte que personne d’autre n’emploie.
c.JupyterHub.services = [
    {
        "name": COURSE,
        "url": "http://127.0.0.1:9999",
        "command": [f"{GRADING_ENVIRONMENT}/jupyterhub-singleuser"],
        "user": "correction",
        "cwd": FOLDER,
        "environment": {"JUPYTERHUB_DEFAULT_URL": "/formgrader"},
        "oauth_no_confirm": True,
    }
]

# Seuls les correcteurs entrent dans ce service.
c.JupyterHub.load_groups = {"correcteurs": {"users": sorted(GRADERS)}}
c.JupyterHub.load_roles = [
    {
        "name": "correction",
        "description": "Ouvrir formgrader et le dossier du cours.",
        "scopes": [f"access:services!service={COURSE}"],
        "groups": ["correcteurs"],
    }
]
