"""Addresses of papers."""

from django.urls import path

from pharmacy.documents import letterhead_views, record, screening_record, views

app_name = "documents"
urlpatterns = [
    path("master-record/<slug:code>/<int:version>.pdf", record.pdf, name="master-record"),
    path("screening-record/<int:number>.pdf", screening_record.pdf, name="screening-record"),
    path("pharmacy/", letterhead_views.letterhead, name="letterhead"),
    path("pharmacy/logo.png", letterhead_views.logo, name="logo"),
    path("pharmacy/logo/", letterhead_views.change_logo, name="change-logo"),
    path("needs-a-person/", views.needs_a_person, name="needs_a_person"),
    path("of/<uuid:public_id>/", views.panel, name="panel"),
    path("of/<uuid:public_id>/ask/", views.ask, name="ask"),
    path("of/<uuid:public_id>/label.png", views.label_preview, name="label_preview"),
    path("<uuid:public_id>/", views.paper, name="paper"),
    path("<uuid:public_id>/elements/", views.elements, name="elements"),
    path("<uuid:public_id>/paper.pdf", views.pdf, name="pdf"),
    path("<uuid:public_id>/paper.png", views.picture, name="picture"),
    path("<uuid:public_id>/page-<int:number>.png", views.page, name="page"),
    path("<uuid:public_id>/again/", views.again, name="again"),
    path("<uuid:public_id>/give-up/", views.without, name="give-up"),
]
