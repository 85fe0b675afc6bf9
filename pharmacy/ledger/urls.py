"""Addresses of the ledger."""

from django.urls import path

from pharmacy.ledger import views

app_name = "ledger"
urlpatterns = [path("", views.events, name="list")]
