"""Addresses of a program whose author forgot to say who may use a page."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from pharmacy.staff.refusals import Conflict


def forgotten(request: HttpRequest) -> HttpResponse:
    """A page without a mark."""
    return HttpResponse("secret")


def conflicting(request: HttpRequest) -> HttpResponse:
    """A page whose act does not fit what is on record."""
    raise Conflict("The batch is already released.")


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails on a value."""
    raise ValueError("Mrs Smith")


conflicting.roles = broken.roles = ("pharmacist",)
urlpatterns = [
    path("forgotten/", forgotten),
    path("conflicting/", conflicting),
    path("broken/", broken),
    path("staff/", include("pharmacy.staff.urls")),
]
handler403 = "pharmacy.staff.views.forbidden"
handler404 = "pharmacy.staff.views.not_found"
handler500 = "pharmacy.staff.views.failed"
