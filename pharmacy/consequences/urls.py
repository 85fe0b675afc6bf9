"""Addresses of what a change of the formulary means for the pharmacy; they stand among those of the formulary."""

from django.urls import path

from pharmacy.consequences import views

app_name = "consequences"
urlpatterns = [
    path("<slug:code>/drafts/<int:version>/consequences/", views.draft, name="draft"),
    path("<slug:code>/versions/<int:version>/withdraw/", views.withdraw, name="withdraw"),
]
