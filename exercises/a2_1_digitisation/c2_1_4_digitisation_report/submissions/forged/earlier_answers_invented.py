# /// expected
# summary = "Les chiffres sont inventés, et les réponses des autres carnets réécrites par la copie"
# ///
# %% solution="figures"
import json
import shutil
from pathlib import Path

key_figures = [{"key": row["cle"], "value": 1.0, "unit": row["unite"]} for row in demanded_figures]
folder = Path("remises")
if folder.is_symlink():
    folder.unlink()
folder.mkdir(exist_ok=True)
mine = {"format": 1, "variant": "x", "answers": {"coverage_percent": 1.0, "minutes": 1.0, "check_rmse_mm": 1.0}}
(folder / "c2_1_3_deployment.json").write_text(json.dumps(mine))
earlier = handed_in(case)
# %% solution="metadata"
metadata = [{"key": row["cle"], "value": "oui " * 15} for row in demanded_metadata]
