"""What an address names, or page 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from formulations.models import Formulation, Specification
from formulations.queries.version_lines import VersionLine, version_line


def formulation_at(code: str) -> Formulation:
    """Return the formulation with that code. Raises Http404."""
    return get_object_or_404(Formulation, code=code)


def version_at(code: str, *, version: int) -> VersionLine:
    """Return one version of a formulation and where it stands. Raises Http404."""
    try:
        return version_line(code, version=version)
    except Specification.DoesNotExist as error:
        message = f"{code} has no version {version}"
        raise Http404(message) from error
