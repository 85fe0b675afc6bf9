"""Addresses of the bench."""

from django.urls import path

from pharmacy.compounding import views

app_name = "compounding"
urlpatterns = [
    path("", views.batches, name="list"),
    path("together/", views.together, name="together"),
    path("of/<uuid:public_id>/", views.panel, name="panel"),
    path("of/<uuid:public_id>/make/", views.make, name="make"),
    path("<str:lot>/", views.batch, name="batch"),
    path("<str:lot>/check/", views.check, name="check"),
    path("<str:lot>/shorten/", views.shorten, name="shorten"),
    path("<str:lot>/discard/", views.discard, name="discard"),
]
