"""Thư điện tử: where a person's e-mails go, and whether they want any."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.credentials import change_mail
from reports.views.account.places import own_page
from tracker.accounts.demonstration import is_published
from tracker.accounts.forms import MailForm
from tracker.accounts.models import User


@own_page()
def own_mail(request: HttpRequest, user: User) -> HttpResponse:
    """The address and the switch; another address needs the password."""
    form = MailForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        change_mail(user=user, email=said["email"], wants_mail=said["wants_mail"])
        messages.success(request, _("Your e-mail settings are saved."))
        return redirect("own_mail")
    context = {
        "form": form,
        "is_demonstration": is_published(user),
        "is_elsewhere": not user.has_usable_password(),
        "is_sent": bool(settings.EMAIL_HOST and settings.SITE_URL),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/mail.html", context, status=status)
