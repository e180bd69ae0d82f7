"""The candidate's own settings of mock exams: ``reglages.toml`` in the data folder."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from autograders.assignments.files import write_whole
from autograders.lab.progress import data_folder

from .errors import ExamError
from .sitting import MAXIMUM_EXTRA_TIME_PERCENT, ExtraTimePercent

FILE = "reglages.toml"
_DEFAULT = """\
# Réglages de l’atelier. Ils valent pour tout examen blanc qui n’a pas commencé : donnez de nouveau la commande.

[examen]
# Temps supplémentaire, en pour cent de la durée : 33 pour un tiers de temps en plus (aménagement d’épreuve).
temps_supplementaire_pour_cent = 0
# true : un bouton « Faire une pause » arrête le temps. false : le temps court, ordinateur fermé compris.
pause_permise = false
"""


class ExamSettings(BaseModel):
    """What ``[examen]`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    temps_supplementaire_pour_cent: ExtraTimePercent = 0
    pause_permise: bool = False


def settings_file() -> Path:
    """Return where the settings lie."""
    return data_folder() / FILE


def read_settings() -> ExamSettings:
    """Return the settings; where there is no file yet, one is written with those that hold by default.

    Raises
    ------
    ExamError
        If the file cannot be read, or says something else than expected.
    """
    path = settings_file()
    try:
        if not path.exists():
            write_whole(path, _DEFAULT.encode())
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return ExamSettings.model_validate(content.get("examen", {}))
    except OSError as error:
        raise ExamError(f"{path} : ces réglages ne peuvent être lus ({error.strerror}). Vérifiez vos droits.") from None
    except UnicodeDecodeError:
        raise ExamError(f"{path} : ce fichier n’est pas en UTF-8. Enregistrez-le ainsi, ou effacez-le.") from None
    except tomllib.TOMLDecodeError as error:
        raise ExamError(f"{path} : ce fichier n’est pas du TOML ({error}). Corrigez-le, ou effacez-le.") from None
    except ValidationError as error:
        key = ".".join(["examen", *map(str, error.errors()[0]["loc"])])
        raise ExamError(
            f"{path} : « {key} » ne convient pas. Attendu : temps_supplementaire_pour_cent, un nombre de 0 à "
            f"{MAXIMUM_EXTRA_TIME_PERCENT}, et pause_permise, true ou false."
        ) from None
