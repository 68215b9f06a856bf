from django.urls import path

import listings.converters  # noqa: F401 - registers <number:…>, <format:…>
from listings.views import (
    accounts,
    board,
    by_mail,
    dashboard,
    deals,
    desk,
    feeds,
    life,
    relay,
    uploads,
    writing,
)

urlpatterns = [
    # The board
    path("listings/", board.board, name="board"),
    path("listings/closing.ics", feeds.closing_dates, name="closing_dates"),
    path("listings/feed.<format:format>", feeds.feed, name="feed"),
    path("listings/choose/<slug:group>/", board.choose, name="choose"),
    path("listings/<number:number>/", board.listing, {"slug": ""}),
    path("listings/<number:number>-<slug:slug>/", board.listing, name="listing"),
    path("deals/compare/", deals.compare_deals, name="compare_deals"),
    path("listings/<number:number>/leave/", board.leave, name="leave"),
    path("listings/<number:number>/write/", relay.write_to_employer, name="write_to_employer"),
    path("listings/write/<str:signed>/", relay.send_letter, name="send_letter"),
    path("companies/<slug:slug>/", board.company, name="company"),
    path("employer/company/<slug:slug>/accounts/", accounts.company_accounts, name="company_accounts"),
    # An employer's own listings
    path("employer/", dashboard.desk, name="desk"),
    path("employer/listings/<number:number>/", dashboard.listing_numbers, name="listing_numbers"),
    path("employer/listings.csv", dashboard.export_listings, name="export_listings"),
    # Many listings in one file
    path("employer/import/", uploads.uploads, name="uploads"),
    path("employer/import/template.csv", uploads.upload_template, name="upload_template"),
    path("employer/import/<number:number>/", uploads.upload, name="upload"),
    path("employer/import/<number:number>/make/", uploads.make_drafts, name="make_drafts"),
    path("employer/import/<number:number>/discard/", uploads.discard_upload, name="discard_upload"),
    path(
        "employer/import/<number:number>/<number:row>/leave-out/", uploads.leave_out_row, name="leave_out_row"
    ),
    path("employer/import/<number:number>/<number:row>/take-in/", uploads.take_in_row, name="take_in_row"),
    # Writing and acting
    path("post/", writing.post, name="post"),
    path("post/suggest/", writing.suggest, name="suggest"),
    path("post/autosave/", writing.autosave, name="autosave"),
    path("post/<number:number>/", writing.edit_listing, name="edit_listing"),
    path("post/<number:number>/preview/", desk.preview, name="preview"),
    path("post/<number:number>/submit/", desk.submit, name="submit"),
    path("post/<number:number>/withdraw/", desk.withdraw, name="withdraw"),
    # The life of a listing
    path("post/<number:number>/confirm/", life.confirm, name="confirm"),
    path("post/<number:number>/renew/", life.renew, name="renew"),
    path("post/<number:number>/pause/", life.pause, name="pause"),
    path("post/<number:number>/resume/", life.resume, name="resume"),
    path("post/<number:number>/copy/", life.copy, name="copy"),
    path("post/<number:number>/drop-edit/", life.drop_edit, name="drop_edit"),
    path("post/<number:number>/close/", life.close, name="close"),
    path("post/<number:number>/filled/", life.mark_filled, name="mark_filled"),
    # Signed links in mails
    path("still-hiring/<str:token>/", by_mail.still_hiring, name="still_hiring"),
    path("still-hiring/<str:token>/no/", by_mail.not_hiring, name="not_hiring"),
    path("renew/<str:token>/", by_mail.renew_by_mail, name="renew_by_mail"),
]
