# /// expected
# summary = "Les réponses des autres carnets sont réécrites par la copie, les chiffres inventés"
# [criteria."C2.2.3.swot"]
# fraction = [0.0, 0.2]
# ///
# %% solution="figures"
import json
import shutil
from pathlib import Path

key_figures = [{"key": row["cle"], "value": 7.25, "unit": row["unite"]} for row in demanded_figures]
folder = Path("remises")
if folder.is_symlink():
    folder.unlink()
folder.mkdir(exist_ok=True)
mine = {"format": 1, "variant": "x", "answers": {"transfer_s": 1.0, "chain_level": 1, "route_level": 1}}
(folder / "c2_2_2_infrastructure_sizing.json").write_text(json.dumps(mine))
earlier = handed_in(case)
# %% solution="swot"
swot_inside = [{"subject": row["sujet"], "quadrant": "force", "finding": "T-formats", "value": 1} for row in subjects]
swot_outside = [{"fact": row["fait"], "quadrant": "menace"} for row in watch]
