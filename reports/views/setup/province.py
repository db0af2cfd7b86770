"""A province begun by hand, and units added to it one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assignments.models import UnitKind
from assignments.units_admin import UnitError
from assignments.units_file import parse_units
from indicators.models import Province
from reports.forms.administration import AddUnitForm
from reports.forms.setup import BeginProvinceForm
from reports.province_units import add_unit
from reports.queries.setup import units_today
from reports.setup.adopting import bring_units
from reports.setup.units_table import units_text
from reports.views.setup.places import open_setup, posted
from tracker.common.errors import SentenceError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def province_begin(request: HttpRequest) -> HttpResponse:
    """The province with its monitoring office; more units are added one by one."""
    user = open_setup(request)
    form = BeginProvinceForm(posted(request))
    if form.is_valid():
        text = units_text(form.words, [form.office], _("entered by hand"))
        try:
            bring_units(file=parse_units(text, form.words.name), by=user)
        except SentenceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(unit)s is added.") % {"unit": form.words.name})
            return redirect("setup_unit_add", form.words.code)
    status = 422 if form.errors else 200
    return render(request, "setup/province.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unit_add(request: HttpRequest, province: str) -> HttpResponse:
    """One unit more; the page stays, for the next one."""
    user = open_setup(request)
    found = get_object_or_404(Province, code=province)
    form = AddUnitForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data
        try:
            unit = add_unit(
                province=found,
                code=said["code"],
                kind=UnitKind(said["kind"]),
                valid_from=said["valid_from"],
                content=form.content,
                by=user,
            )
        except UnitError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("%(unit)s is added.") % {"unit": unit.name})
            return redirect("setup_unit_add", found.code)
    context = {"form": form, "province": found, "units": units_today(found)}
    return render(request, "setup/unit_add.html", context, status=422 if form.errors else 200)
