"""Addresses of exchange with other systems."""

from django.urls import path

from pharmacy.exchange import views

app_name = "exchange"
urlpatterns = [
    path("fhir/", views.read, name="read"),
    path("fhir/begin/", views.begin, name="begin"),
    path("fhir/supplies/<uuid:public_id>/", views.write, name="write"),
]
