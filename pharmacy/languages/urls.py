"""Addresses of the languages."""

from django.urls import path

from pharmacy.languages import views

app_name = "languages"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<slug:code>/", views.page, name="page"),
    path("<slug:code>/<slug:part>/", views.part, name="part"),
]
