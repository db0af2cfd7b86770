"""People of a unit: a role is given, another is taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assignments.memberships import MembershipError, check_may_give, end_membership, give_role
from assignments.models import Membership
from assignments.units_admin import ChangedMeanwhileError
from reports.forms.administration import GiveRoleForm
from reports.views.administration.places import open_administration, open_unit
from reports.views.administration.units import show_unit
from tracker.accounts.models import User
from tracker.accounts.roles import Role


@require_POST
def role_give(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """An existing account gets a role in the unit."""
    desk = open_administration(request, code)
    found = open_unit(desk, unit)
    check_may_give(desk.user, found)
    form = GiveRoleForm(list(Role), request.POST)
    if form.is_valid():
        user = User.objects.filter(username=form.cleaned_data["username"].lower()).first()
        role, reason = Role(form.cleaned_data["role"]), form.cleaned_data["reason"]
        try:
            if user is None:
                raise MembershipError(_("There is no account with this user name."))
            give_role(user=user, unit=found, role=role, by=desk.user, reason=reason)
        except MembershipError as error:
            form.add_error("username", str(error))
        else:
            words = {"name": user.full_name, "role": role.label}
            messages.success(request, _("%(name)s is now %(role)s of this unit.") % words)
            return redirect(desk.url("administration_unit", found.code))
    return show_unit(request, desk, found, role_form=form, status=422)


@require_POST
def role_end(request: HttpRequest, code: str, membership: int) -> HttpResponse:
    """A person loses a role in a unit of the province."""
    desk = open_administration(request, code)
    rows = Membership.objects.filter(unit__province=desk.programme.province_id)
    found = rows.select_related("user", "unit__province").filter(pk=membership).first()
    if found is None:
        raise Http404
    try:
        end_membership(membership=found, by=desk.user, reason=request.POST.get("reason", "")[:1000])
    except ChangedMeanwhileError as error:
        messages.warning(request, str(error))
    else:
        words = {"name": found.user.full_name, "role": found.get_role_display()}
        messages.success(request, _("%(name)s is no longer %(role)s of this unit.") % words)
    return redirect(desk.url("administration_unit", found.unit.code))
