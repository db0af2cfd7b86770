"""What a browser may load and run on our pages (Content-Security-Policy): ours, nothing inline."""

from __future__ import annotations

from csp.constants import NONE, SELF

PLOTLY = "'sha256-mXhOOr+wexQqFeUhpDnm2a3c6ts/eVU/0kxyd08GSbo='"
"""The very content of static/vendor/plotly/plotly-basic.min.js. Whoever prints cannot wait for a
script that is on its way: static/js/charts.js then fetches the file and runs its text."""

DIRECTIVES = {
    "default-src": [NONE],
    "script-src": [SELF, PLOTLY],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
