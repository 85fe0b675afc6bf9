"""Addresses of the home page, of work lists, and of prescriptions and patients."""

from django.urls import path

from pharmacy.prescriptions.views import (
    check,
    decide,
    drafts,
    enter,
    going_on,
    page,
    patient,
    scans,
    stock,
    today,
    work,
)

app_name = "prescriptions"
urlpatterns = [
    path("", today.today, name="today"),
    path("work/", work.work, name="work"),
    path("due/", going_on.due, name="due"),
    path("due/together/", going_on.start_together, name="start-together"),
    path("stock/", stock.sizes, name="sizes"),
    path("stock/keep/", stock.keep, name="keep-size"),
    path("stock/lead-days/", stock.lead_days, name="lead-days"),
    path("prescriptions/<uuid:public_id>/remaining/", going_on.remaining, name="remaining"),
    path("prescriptions/<uuid:public_id>/go-on/", going_on.go_on, name="go-on-with"),
    path("prescriptions/<uuid:public_id>/filling/", going_on.fill_as, name="fill-as"),
    path("patients/<uuid:public_id>/", page.patient, name="patient"),
    path("patients/<uuid:public_id>/correct/", patient.correct, name="correct-patient"),
    path("prescriptions/new/", enter.enter, name="enter"),
    path("prescriptions/new/keep/", drafts.keep, name="keep"),
    path("prescriptions/begun/", drafts.begun, name="begun"),
    path("prescriptions/begun/<uuid:public_id>/", drafts.go_on, name="go-on"),
    path("prescriptions/begun/<uuid:public_id>/discard/", drafts.discard, name="discard"),
    path("scans/<uuid:public_id>/", scans.original, name="scan"),
    path("scans/<uuid:public_id>/<int:number>/", scans.picture, name="scan-page"),
    path("prescriptions/<uuid:public_id>/", page.page, name="page"),
    path("prescriptions/<uuid:public_id>/take/", work.take, name="take"),
    path("prescriptions/<uuid:public_id>/hand-back/", work.give_back, name="hand-back"),
    path("prescriptions/<uuid:public_id>/screen/", decide.screen, name="screen"),
    path("prescriptions/<uuid:public_id>/refuse/", decide.refuse, name="refuse"),
    path("prescriptions/<uuid:public_id>/checks/<int:number>/", check.check, name="check"),
    path("prescriptions/<uuid:public_id>/checks/<int:number>/take-over/", check.take_over, name="take-over"),
    path("prescriptions/<uuid:public_id>/findings/<int:finding>/settle/", decide.settle, name="settle"),
]
