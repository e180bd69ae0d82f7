# /// expected
# summary = "Messages de réponse émis à la main, avec des notes et des valeurs inventées"
# ///
# %% extra="last"
from IPython.display import display

for declaration in case.exercise.answers:
    for value in (47.11, True, "N1", {"score": 10}, [{"position": "S01", "resolution": "fine"}], [[1, 2]]):
        message = {
            "format": 1,
            "exercise": case.exercise.exercise,
            "variant": case.digest,
            "name": declaration.name,
            "value": value,
            "score": 10,
            "fraction": 1.0,
        }
        display({"application/vnd.atelier.answer+json": message, "text/plain": "10"}, raw=True)
        del message["score"], message["fraction"]
        display({"application/vnd.atelier.answer+json": message}, raw=True)
