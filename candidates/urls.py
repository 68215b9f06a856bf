from django.urls import path

import listings.converters  # noqa: F401 - registers <number:…>
from candidates.views import alerts, applications, matching, pipeline, sent_files
from candidates.views import alerts, applications, data, leaving, matching, pipeline

urlpatterns = [
    # Find my fit
    path("match/", matching.platforms, name="match"),
    path("match/skills/", matching.skills, name="match_skills"),
    path("match/wishes/", matching.wishes, name="match_wishes"),
    path("match/results/", matching.results, name="match_results"),
    path("match/save/", matching.save_skills, name="save_skills"),
    path("how-matching-works/", matching.how_matching_works, name="how_matching_works"),
    # Alerts
    path("alerts/new/", alerts.new_alert, name="new_alert"),
    path("alerts/made/", alerts.alert_made, name="alert_made"),
    path("alerts/<slug:token>/", alerts.change_alert, name="change_alert"),
    path("alerts/<slug:token>/confirm/", alerts.confirm_alert, name="confirm_alert"),
    path("alerts/<slug:token>/useful/", alerts.judge_alert, name="judge_alert"),
    path("stop/<slug:token>/", alerts.stop_alert, name="stop_alert"),
    path("me/alerts/", alerts.alerts, name="alerts"),
    # The account
    path("account/data/", data.my_data, name="my_data"),
    path("account/delete/", leaving.delete_account, name="delete_account"),
    path("account/delete/confirm/", leaving.confirm_deletion, name="confirm_deletion"),
    path("account/delete/undo/", leaving.undo_deletion, name="undo_deletion"),
    # Applications
    path("me/applications/", applications.applications, name="applications"),
    path("applications/<uuid:token>/", applications.application, name="application"),
    path("applications/<uuid:token>/pieces/<number:piece>/", sent_files.sent_piece, name="sent_piece"),
    # An employer's applicants
    path("employer/listings/<number:number>/applicants/", pipeline.applicants, name="applicants"),
    path("employer/applicants/<number:number>/", pipeline.applicant, name="applicant"),
    path("employer/applicants/<number:number>/cv/", sent_files.application_cv, name="application_cv"),
    path(
        "employer/applicants/<number:number>/pieces/<number:piece>/",
        sent_files.application_piece,
        name="application_piece",
    ),
]
