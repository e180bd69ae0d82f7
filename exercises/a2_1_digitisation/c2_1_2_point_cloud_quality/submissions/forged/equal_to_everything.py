# /// expected
# summary = "Un objet égal à tout, remis partout"
# ///
# %% extra="last"
class Everything(float):
    def __eq__(self, other):
        return True

    def __le__(self, other):
        return True

    __lt__ = __ge__ = __gt__ = __le__
    __hash__ = float.__hash__


for declaration in case.exercise.answers:
    answer(declaration.name, Everything(47.11))
