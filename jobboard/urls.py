"""Each app's own addresses; nothing else."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import staff_login
from jobboard import views

urlpatterns = [
    # Pages of no app
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("feeds/", views.feeds, name="feeds"),
    path("safety/", views.safety, name="safety"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("terms/", views.terms, name="terms"),
    path("healthz/", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    # Apps
    path("", include("roles.urls")),
    path("", include("listings.urls")),
    path("", include("employers.urls")),
    path("", include("candidates.urls")),
    path("account/", include("accounts.urls")),
    # Staff
    path("admin/login/", staff_login),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request
handler500 = views.server_error
