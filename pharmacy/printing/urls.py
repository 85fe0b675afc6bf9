"""Addresses of the printer."""

from django.urls import path

from pharmacy.printing import printer_views, sheet_views, slip_views, views

app_name = "printing"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("of/<uuid:public_id>/", views.panel, name="panel"),
    path("of/<uuid:public_id>/send/", views.send_every, name="send-all"),
    path("of/<uuid:public_id>/seen/", views.seen, name="seen"),
    path("papers/<uuid:public_id>/send/", views.send, name="send"),
    path("of/<uuid:public_id>/place/", sheet_views.place, name="place"),
    path("sheets/<uuid:public_id>/", sheet_views.sheet, name="sheet"),
    path("sheets/<uuid:public_id>/sheet.pdf", sheet_views.sheet_pdf, name="sheet-pdf"),
    path("printers/", printer_views.printers, name="printers"),
    path("printers/<uuid:public_id>/", printer_views.printer, name="printer"),
    path("printers/<uuid:public_id>/use/", printer_views.use, name="use-printer"),
    path("printers/<uuid:public_id>/measure.pdf", printer_views.measure_pdf, name="measure-pdf"),
    path("printers/<uuid:public_id>/check.pdf", printer_views.check_pdf, name="check-pdf"),
    path("<uuid:public_id>/", views.job, name="job"),
    path("<uuid:public_id>/confirm/", views.confirm, name="confirm"),
    path("<uuid:public_id>/slip.pdf", slip_views.slip, name="slip"),
    path("<uuid:public_id>/gone/", views.gone, name="gone"),
    path("<uuid:public_id>/again/", views.again, name="again"),
]
