# /// expected
# summary = "Les réponses des autres carnets sont réécrites par la copie, les chiffres inventés"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.0, 0.2]
# [criteria."C2.3.3.standalone"]
# fraction = [0.0, 1.0]
# ///
# %% solution="figures"
import json
import shutil
from pathlib import Path

folder = Path("remises")
if folder.is_symlink():
    folder.unlink()
folder.mkdir(exist_ok=True)
mine = {"format": 1, "variant": "x", "answers": {"cost_variance_eur": 1.0, "cost_index": 1.0, "estimate_eur": 1.0}}
(folder / "c2_3_2_sizing_cost_schedule.json").write_text(json.dumps(mine))
key_figures = [{"key": row["cle"], "value": 7.25, "unit": row["unite"]} for row in asked_figures]
# %% solution="stages"
stages = []
# %% solution="page"
page = None
# %% solution="assembly"
page = "<html lang='fr'><body><h1>Ligne V</h1></body></html>"
