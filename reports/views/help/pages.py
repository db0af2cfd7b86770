"""Trợ giúp: the entrance, the terms, the method, and the manuals."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assignments.visibility import roles_held
from reports.presenters.help.hub import in_order, key_groups
from reports.presenters.help.method import method_page
from reports.sentences import terms
from reports.thresholds import thresholds_in_force
from reports.views.help.manuals import manual_text, manuals_there
from tracker.accounts.guards import signed_in_user


@require_safe
def help_hub(request: HttpRequest) -> HttpResponse:
    """Where to look: one's own manual first."""
    user = signed_in_user(request)
    manuals = in_order(manuals_there(), roles_held(user), is_administrator=user.is_administrator)
    return render(request, "help/hub.html", {"manuals": manuals, "key_groups": key_groups()})


@require_safe
def help_terms(request: HttpRequest) -> HttpResponse:
    """Every word that may need explaining."""
    cuts = thresholds_in_force()
    told = {"terms": terms.terms(cuts), "statuses": terms.statuses(cuts)}
    return render(request, "help/terms.html", told)


@require_safe
def help_method(request: HttpRequest) -> HttpResponse:
    """How figures are judged, told by the method itself."""
    return render(request, "help/method.html", {"page": method_page(thresholds_in_force())})


@require_safe
def help_manual(request: HttpRequest, slug: str) -> HttpResponse:
    """One manual; 404 where there is none of this name."""
    told = manual_text(slug)
    if told is None:
        raise Http404
    context = {"page": told, "slug": slug, "manuals": manuals_there()}
    return render(request, "help/manual.html", context)
