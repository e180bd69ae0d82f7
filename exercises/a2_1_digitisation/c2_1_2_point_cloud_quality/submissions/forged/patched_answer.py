# /// expected
# summary = "La fonction answer et l’affichage d’IPython remplacés"
# ///
# %% extra="first"
import builtins

from IPython import get_ipython

import autograders.candidate
import autograders.candidate.answers

autograders.candidate.answer = autograders.candidate.answers.answer = lambda name, value: print("5")
get_ipython().input_transformers_cleanup.append(lambda lines: [line.replace("answer(", "print(") for line in lines])
builtins.float = lambda value: 5.0
