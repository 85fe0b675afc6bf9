"""Keeps the rules of access on every request: who, for how long, and nothing left behind in a browser's cache."""

from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from formulations.refusals import FormularyConflict
from pharmacy.staff.access import METHODS, require_access
from pharmacy.staff.clock import zone
from pharmacy.staff.queries import NoPharmacy, pharmacy_read_once
from pharmacy.staff.refusals import Conflict

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SEEN_EVERY_SECONDS = 60


class AccessMiddleware:
    """Deny by default: a view is reached only by people of the roles that it names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response, marked so that no browser or proxy keeps a page that may show a patient."""
        end_stale_session(request)
        with pharmacy_read_once(), timezone.override(_time_zone()):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Return a refusal, or None when the view may be called."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if getattr(view, "public", False):
            return None
        if not request.user.is_authenticated:
            return _to_log_in(request)
        require_access(request, view)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return page 409 for a Conflict, of the formulary too; leave every other exception to Django."""
        if not isinstance(exception, (Conflict, FormularyConflict)):
            return None
        return render(request, "errors/409.html", {"message": str(exception)}, status=409)


def _time_zone() -> tzinfo:
    try:
        return zone()
    except NoPharmacy:
        return UTC


def _to_log_in(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
    return redirect_to_login(request.path if request.method == "GET" else "/")


def end_stale_session(request: HttpRequest) -> None:
    """Log the person out who was idle too long, or whose log-in is older than twelve hours."""
    if not request.user.is_authenticated:
        return
    moment = int(timezone.now().timestamp())
    signed_in_at = request.session.setdefault(SIGNED_IN_AT, moment)
    seen_at = request.session.setdefault(SEEN_AT, moment)
    if moment - signed_in_at > settings.SESSION_COOKIE_AGE or moment - seen_at > settings.SESSION_IDLE_SECONDS:
        logout(request)
    elif moment - seen_at >= SEEN_EVERY_SECONDS:
        request.session[SEEN_AT] = moment
