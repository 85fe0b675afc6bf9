"""Addresses of the formulary."""

from django.urls import path

from formulations.views import one, overview

app_name = "formulations"
urlpatterns = [
    path("", overview.overview, name="list"),
    path("<slug:code>/", one.one, name="page"),
]
