"""Addresses of the printer."""

from django.urls import path

from pharmacy.printing import views

app_name = "printing"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("of/<uuid:public_id>/", views.panel, name="panel"),
    path("of/<uuid:public_id>/send/", views.send_every, name="send-all"),
    path("of/<uuid:public_id>/seen/", views.seen, name="seen"),
    path("papers/<uuid:public_id>/send/", views.send, name="send"),
    path("<uuid:public_id>/", views.job, name="job"),
    path("<uuid:public_id>/confirm/", views.confirm, name="confirm"),
    path("<uuid:public_id>/again/", views.again, name="again"),
]
