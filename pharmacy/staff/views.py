"""Log-in, log-out, the own password, and the pages that refuse."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pharmacy.staff.access import public
from pharmacy.staff.models import Role
from pharmacy.staff.refusals import NotAllowed


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Page 400: the request made no sense."""
    return render(request, "errors/400.html", status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Page 403: says which role is needed."""
    needed = exception.needed if isinstance(exception, NotAllowed) else ()
    roles = [str(Role(role).label) for role in needed]
    return render(request, "errors/403.html", {"message": str(exception or ""), "roles": roles}, status=403)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Page 403 for a form that was not sent from this site, or from a page that was left open too long."""
    message = "The form came from a page that is no longer valid. Go back, reload the page and send it again."
    return render(request, "errors/403.html", {"message": message, "roles": []}, status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Page 404: there is nothing at this address."""
    return render(request, "errors/404.html", status=404)


@public
def failed(request: HttpRequest) -> HttpResponse:
    """Page 500: the program failed. It uses no base page and no rows, so that it can always be shown."""
    return render(None, "errors/500.html", status=500)
