"""Addresses of the counter."""

from django.urls import path

from pharmacy.dispensing import views

app_name = "dispensing"
urlpatterns = [
    path("", views.supplies, name="list"),
    path("of/<uuid:public_id>/", views.panel, name="panel"),
    path("patients/<uuid:public_id>/", views.history, name="history"),
    path("lots/<str:lot>/", views.lot, name="lot"),
    path("lots/<str:lot>/release/", views.release, name="release"),
    path("lots/<str:lot>/recall/", views.call_back, name="recall"),
    path("<uuid:public_id>/left-out/", views.left_out, name="left-out"),
    path("<uuid:public_id>/hand-over/", views.give, name="hand-over"),
]
