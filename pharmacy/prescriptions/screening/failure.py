"""The finding of a screening that could not run."""

from formulations.science.findings import Finding, Severity

FAILED = "screening-failed"
FAILS_CLOSED = "House rule (expert opinion): what was not screened is not supplied"
LONGEST_WHY = 300


def screening_failed(error: Exception) -> Finding:
    """Return the stop that nobody may override, with what kept the screening from running. Source: house rule."""
    why = f"{type(error).__name__}: {error}"[:LONGEST_WHY]
    return Finding(
        code=FAILED,
        severity=Severity.STOP,
        message=(
            f"The screening could not run ({why}). Nothing is made or supplied on it. Have the cause removed, then "
            "screen again."
        ),
        about="this screening",
        sources=(FAILS_CLOSED,),
        overridable=False,
    )
