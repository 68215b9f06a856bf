from django.urls import path, re_path

import listings.converters  # noqa: F401 - registers <number:…>, <format:…>
from candidates.views import (
    alerts,
    applicant,
    applications,
    applying,
    data,
    ending,
    hiding,
    leaving,
    matching,
    own_page,
    person,
    pipeline,
    portfolio,
    profile,
    replies,
    saving,
    sent_files,
    unwanted,
)

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
    path("alerts/<slug:token>/start/", alerts.start_alert, name="start_alert"),
    path("alerts/<slug:token>/useful/", alerts.judge_alert, name="judge_alert"),
    path("stop/<slug:token>/", alerts.stop_alert, name="stop_alert"),
    path("me/alerts/", alerts.alerts, name="alerts"),
    # The account
    path("account/data/", data.my_data, name="my_data"),
    path("account/delete/", leaving.delete_account, name="delete_account"),
    path("account/delete/confirm/", leaving.confirm_deletion, name="confirm_deletion"),
    path("account/delete/undo/", leaving.undo_deletion, name="undo_deletion"),
    # My profile
    path("me/profile/", profile.my_profile, name="my_profile"),
    path("me/profile/about/", profile.edit_profile, name="edit_profile"),
    path("me/profile/address/", profile.profile_address, name="profile_address"),
    path("me/profile/address/<number:number>/stop/", profile.stop_leading, name="stop_leading"),
    path("me/profile/visibility/", profile.profile_visibility, name="profile_visibility"),
    path("me/profile/publish/", profile.publish_profile, name="publish_profile"),
    path("me/profile/unpublish/", profile.unpublish_profile, name="unpublish_profile"),
    path("me/profile/preview/", person.preview_profile, name="preview_profile"),
    # My portfolio and links
    path("me/profile/pieces/", portfolio.pieces, name="pieces"),
    path("me/profile/pieces/new/", portfolio.new_piece, name="new_piece"),
    path("me/profile/pieces/<number:number>/", portfolio.edit_piece, name="edit_piece"),
    path("me/profile/pieces/<number:number>/delete/", portfolio.delete_piece, name="delete_piece"),
    path("me/profile/pieces/<number:number>/move/", portfolio.move_piece, name="move_piece"),
    path("me/profile/links/", portfolio.profile_links, name="profile_links"),
    path("me/profile/links/<number:number>/prove/", portfolio.prove_link, name="prove_link"),
    path("me/profile/links/<number:number>/remove/", portfolio.remove_link, name="remove_link"),
    # Whom I hide from
    path("me/profile/hide-from/", hiding.hide_from, name="hide_from"),
    path("me/profile/hide-from/<slug:slug>/add/", hiding.hide_from_company, name="hide_from_company"),
    path("me/profile/hide-from/<slug:slug>/remove/", hiding.show_to_company, name="show_to_company"),
    # A person's page
    path("people/<slug:handle>/", person.person, name="person"),
    path("people/<slug:handle>/feed.<format:format>", person.person_feed, name="person_feed"),
    path("people/<slug:handle>/write/", person.write_to_person, name="write_to_person"),
    re_path(
        r"^pieces/(?P<number>[0-9]{1,15})/(?P<name>[0-9a-f]{40})/$", person.piece_file, name="piece_file"
    ),
    # Applying
    path("listings/<number:number>/apply/", applying.apply, name="apply"),
    path("listings/<number:number>/apply/keep/", applying.keep_application, name="keep_application"),
    path("applications/asked/", applying.look_in_mail, name="look_in_mail"),
    path("applications/confirm/<str:key>/", applying.confirm_application, name="confirm_application"),
    path("applications/<uuid:token>/check/", applying.check_application, name="check_application"),
    path("applications/<uuid:token>/sent/", applying.application_sent, name="application_sent"),
    # Saved
    path("listings/<number:number>/save/", saving.save, name="save"),
    path("listings/<number:number>/unsave/", saving.unsave, name="unsave"),
    path("me/saved/", saving.saved, name="saved"),
    path("me/saved/keep/", saving.keep_saved, name="keep_saved"),
    path("me/saved/reminders/", saving.switch_reminders, name="switch_reminders"),
    path("me/saved/calendar/", saving.change_calendar, name="change_calendar"),
    path("me/saved/<uuid:key>.ics", saving.saved_calendar, name="saved_calendar"),
    # Hidden
    path("listings/<number:number>/hide/", unwanted.hide_listing, name="hide_listing"),
    path("companies/<slug:slug>/hide/", unwanted.hide_company, name="hide_company"),
    path("me/hidden/", unwanted.hidden, name="hidden"),
    path("me/hidden/<number:number>/show/", unwanted.show_again, name="show_again"),
    # A candidate's own page
    path("me/", own_page.me, name="me"),
    path("me/where/", own_page.where_i_can_work, name="where_i_can_work"),
    # Applications
    path("me/applications/", applications.applications, name="applications"),
    path("applications/<uuid:token>/", applications.application, name="application"),
    path("applications/<uuid:token>/cv/", applications.own_cv, name="own_cv"),
    path("applications/<uuid:token>/drop/", applications.drop_draft, name="drop_draft"),
    path("applications/<uuid:token>/nudge/", applications.nudge, name="nudge"),
    path("applications/<uuid:token>/withdraw/", applications.withdraw, name="withdraw_application"),
    path("applications/<uuid:token>/erase/", applications.erase_application, name="erase_application"),
    path("applications/<uuid:token>/accept/", applications.accept_offer, name="accept_offer"),
    path("applications/<uuid:token>/decline/", applications.decline_offer, name="decline_offer"),
    path("applications/<uuid:token>/messages/", applications.write_message, name="write_message"),
    path(
        "applications/<uuid:token>/messages/<number:number>/report/",
        applications.report_message,
        name="report_message",
    ),
    path("applications/<uuid:token>/pieces/<number:piece>/", sent_files.sent_piece, name="sent_piece"),
    # An employer's applicants
    path("how-reply-records-work/", replies.reply_records, name="reply_records"),
    path("employer/listings/<number:number>/applicants/", pipeline.applicants, name="applicants"),
    path("employer/listings/<number:number>/applicants/hide/", pipeline.hide_names, name="hide_names"),
    path(
        "employer/listings/<number:number>/applicants/act/", pipeline.decide_selected, name="decide_selected"
    ),
    path("employer/listings/<number:number>/applicants/no/", pipeline.not_selected, name="not_selected"),
    path(
        "employer/listings/<number:number>/applicants/csv/",
        pipeline.export_applicants,
        name="export_applicants",
    ),
    path("employer/listings/<number:number>/applicants/cvs/", pipeline.export_cvs, name="export_cvs"),
    path(
        "employer/listings/<number:number>/close/answers/",
        ending.close_with_answers,
        name="close_with_answers",
    ),
    path(
        "employer/listings/<number:number>/fill/answers/", ending.fill_with_answers, name="fill_with_answers"
    ),
    path("employer/applicants/<number:number>/", applicant.applicant, name="applicant"),
    path("employer/applicants/<number:number>/move/", applicant.move_applicant, name="move_applicant"),
    path("employer/applicants/<number:number>/note/", applicant.note_applicant, name="note_applicant"),
    path("employer/applicants/<number:number>/share/", applicant.share_applicant, name="share_applicant"),
    path(
        "employer/applicants/<number:number>/write/", applicant.write_to_applicant, name="write_to_applicant"
    ),
    path(
        "employer/applicants/<number:number>/messages/<number:message>/report/",
        applicant.report_candidate,
        name="report_candidate",
    ),
    path("employer/applicants/<number:number>/cv/", sent_files.application_cv, name="application_cv"),
    path(
        "employer/applicants/<number:number>/pieces/<number:piece>/",
        sent_files.application_piece,
        name="application_piece",
    ),
    path(
        "employer/applicants/<number:number>/pieces/<number:piece>/small/",
        sent_files.small_piece,
        name="small_piece",
    ),
]
