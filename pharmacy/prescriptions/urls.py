"""Addresses of the home page, of finding, and of prescriptions and patients."""

from django.urls import URLPattern

app_name = "prescriptions"
urlpatterns: list[URLPattern] = []
