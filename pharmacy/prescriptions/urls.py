"""Addresses of the home page, of finding, and of prescriptions and patients."""

from django.urls import path

from pharmacy.prescriptions.views import decide, enter, find, page, today

app_name = "prescriptions"
urlpatterns = [
    path("", today.today, name="today"),
    path("find/", find.find, name="find"),
    path("patients/<uuid:public_id>/", page.patient, name="patient"),
    path("prescriptions/new/", enter.enter, name="enter"),
    path("prescriptions/<uuid:public_id>/", page.page, name="page"),
    path("prescriptions/<uuid:public_id>/screen/", decide.screen, name="screen"),
    path("prescriptions/<uuid:public_id>/refuse/", decide.refuse, name="refuse"),
    path("prescriptions/<uuid:public_id>/findings/<int:finding>/settle/", decide.settle, name="settle"),
]
