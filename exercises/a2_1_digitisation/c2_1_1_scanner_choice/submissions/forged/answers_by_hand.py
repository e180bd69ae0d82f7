# /// expected
# summary = "Messages de réponse émis à la main, avec des notes et des valeurs inventées"
# ///
# %% extra="last"
from IPython.display import display

for declaration in case.exercise.answers:
    row = {column.name: 1 if column.type != "text" else "A01" for column in declaration.columns}
    for value in (0.1, "A01", [row], [row] * 50, {"score": 4}, [[1, 2]]):
        message = {
            "format": 1,
            "exercise": case.exercise.exercise,
            "variant": case.digest,
            "name": declaration.name,
            "value": value,
        }
        display({"application/vnd.atelier.answer+json": {**message, "fraction": 1.0}}, raw=True)
        if declaration.name != "recommended":
            display({"application/vnd.atelier.answer+json": message}, raw=True)
