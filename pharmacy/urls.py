"""All addresses, one line a room."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = {
    "": "pharmacy.prescriptions.urls",
    "batches/": "pharmacy.compounding.urls",
    "documents/": "pharmacy.documents.urls",
    "printing/": "pharmacy.printing.urls",
    "supplies/": "pharmacy.dispensing.urls",
    "exchange/": "pharmacy.exchange.urls",
    "formulary/": "formulations.urls",
    "staff/": "pharmacy.staff.urls",
    "ledger/": "pharmacy.ledger.urls",
}
urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(urls)) for prefix, urls in ROOMS.items() if find_spec(urls)
]

handler400 = "pharmacy.staff.views.bad_request"
handler403 = "pharmacy.staff.views.forbidden"
handler404 = "pharmacy.staff.views.not_found"
handler500 = "pharmacy.staff.views.failed"
