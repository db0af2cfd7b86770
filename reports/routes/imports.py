"""Where files come in: the hub, and the forms of units."""

from django.urls import URLPattern, path

from reports.views.imports import form, forms_out, hub

_UPLOAD = "nhap-excel/phieu/<uuid:upload>/"

urlpatterns: list[URLPattern] = [
    path("nhap-excel/", hub.imports, name="imports"),
    path("nhap-excel/phieu/", form.form_upload, name="form_upload"),
    path("nhap-excel/phieu/tat-ca/", forms_out.forms_out, name="forms_out"),
    path(_UPLOAD, form.form_preview, name="form_preview"),
    path(f"{_UPLOAD}ghi/", form.form_confirm, name="form_confirm"),
    path(
        f"{_UPLOAD}<str:period>/<slug:unit>/can-sua.xlsx",
        form.form_refused,
        name="form_refused",
    ),
]
