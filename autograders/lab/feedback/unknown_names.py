"""What to do where a name is unknown, in French: a kernel that was started again has forgotten what cells defined."""

from typing import Any

from .showing import show


def explain_unknown_name(result: Any) -> None:
    """Show under a cell that met an unknown name how to go on; under any other nothing.

    Parameters
    ----------
    result : IPython.core.interactiveshell.ExecutionResult
    """
    error = result.error_in_exec
    # Not its subclass: an unbound local is a fault of the function's, which no cell before it mends.
    if type(error) is NameError:
        show(repair(error.name or ""))


def repair(name: str) -> str:
    r"""Return how to go on where a name is unknown.

    Parameters
    ----------
    name : str
        Empty where the error does not say it.

    Examples
    --------
    >>> repair("mean_mm").replace("\xa0", " ").partition(" : ")[0]
    '« mean_mm » n’est pas connu du noyau'
    """
    subject = f"«\N{NO-BREAK SPACE}{name[:60]}\N{NO-BREAK SPACE}»" if name else "Un nom"
    return (
        f"{subject} n’est pas connu du noyau\N{NO-BREAK SPACE}: la cellule qui le définit n’a pas été exécutée depuis "
        "que le noyau a démarré, ou le nom est mal écrit. Menu Exécution, «\N{NO-BREAK SPACE}Exécuter tout au-dessus "
        "de la cellule sélectionnée\N{NO-BREAK SPACE}», puis exécutez de nouveau celle-ci."
    )
