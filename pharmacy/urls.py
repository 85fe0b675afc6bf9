"""All addresses, one line a room."""

from django.urls import include, path

from pharmacy.documents.leaflet_page_views import leaflet_page

urlpatterns = [
    path("", include("pharmacy.prescriptions.urls")),
    path("find/", include("pharmacy.finding.urls")),
    path("batches/", include("pharmacy.compounding.urls")),
    path("documents/", include("pharmacy.documents.urls")),
    path("printing/", include("pharmacy.printing.urls")),
    path("supplies/", include("pharmacy.dispensing.urls")),
    path("formulary/", include("pharmacy.consequences.urls")),
    path("formulary/", include("formulations.urls")),
    path("exchange/", include("pharmacy.exchange.urls")),
    path("languages/", include("pharmacy.languages.urls")),
    path("staff/", include("pharmacy.staff.urls")),
    path("ledger/", include("pharmacy.ledger.urls")),
    path("leaflet/<str:token>/", leaflet_page, name="leaflet-page"),
]

handler400 = "pharmacy.staff.views.bad_request"
handler403 = "pharmacy.staff.views.forbidden"
handler404 = "pharmacy.staff.views.not_found"
handler500 = "pharmacy.staff.views.failed"
