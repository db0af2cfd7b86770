"""The papers as files: of the present state for everybody, of what was frozen from that alone."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.exports.meeting.papers import PAPERS
from reports.models import Snapshot
from tests.reports.figures import bring
from tests.reports.oversight_cast import PEOPLE
from tests.reports.views.meetings.cast import (
    at,
    figures,
    freeze_meeting,
    tamper,
    wanted,
)
from tests.reports.workflow.steps import stored
from tracker.audit.models import Event
from tracker.common.file_kinds import kind_of

ENDINGS = tuple(PAPERS)


@pytest.fixture
def frozen(programme, reviewer):
    figures(programme, reviewer)
    return freeze_meeting(programme, reviewer)


def get(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(at(name, *args), query)


def text_of(content):
    """Everything that a Word document says, footers included."""
    import docx

    document = docx.Document(BytesIO(content))
    elements = [document.element.body, *(one.footer._element for one in document.sections)]
    return "\n".join(part.text or "" for one in elements for part in one.iter() if part.text)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("which", ["present", "frozen"])
def test_a_paper_comes_as_what_it_is(client, reader, frozen, which, ending):
    if which == "present":
        answer = get(client, reader, "meeting_paper", ending, **wanted())
        name = f"{PAPERS[ending].stem}-small-2026-Q3.{ending}"
    else:
        answer = get(client, reader, "frozen_paper", frozen.pk, ending)
        name = f"{PAPERS[ending].stem}-small-2026-Q3-hop-2026-11-25.{ending}"
    assert answer.status_code == 200
    assert answer["Content-Type"] == PAPERS[ending].content_type
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    assert kind_of(answer.content).extension == ending


@pytest.mark.parametrize("who", PEOPLE)
def test_who_gets_them(client, request, frozen, who):
    user = request.getfixturevalue(who)
    expected = 404 if who == "stranger" else 200
    assert get(client, user, "meeting_paper", "docx", **wanted()).status_code == expected
    assert get(client, user, "frozen_paper", frozen.pk, "docx").status_code == expected


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_sent_to_them(client, reviewer, frozen, method):
    client.force_login(reviewer)
    for address in (at("meeting_paper", "docx"), at("frozen_paper", frozen.pk, "docx")):
        assert getattr(client, method)(address).status_code == 405


def test_what_is_not_there(client, reader, frozen):
    assert get(client, reader, "frozen_paper", frozen.pk + 1, "docx").status_code == 404
    assert get(client, reader, "frozen_paper", frozen.pk, "exe").status_code == 404
    assert get(client, reader, "meeting_paper", "exe", **wanted()).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"ky": "2031-Q3"},
        {"ky": ""},
        {"ngay": "soon"},
        {"ngay": ""},
        {"so": "1<b>"},
        {"hop": "x" * 201},
    ],
)
def test_a_wrong_wish_is_a_page_with_a_sentence(client, reader, frozen, wrong):
    answer = get(client, reader, "meeting_paper", "docx", **wanted(**wrong))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_a_wrong_day_is_a_sentence(client, reader, frozen):
    answer = get(client, reader, "meeting_paper", "docx", **wanted(), as_of="2031-01-01")
    assert answer.status_code == 400


def test_a_paper_of_now_says_that_it_is_not_frozen(client, reader, frozen):
    now = text_of(get(client, reader, "meeting_paper", "docx", **wanted(so="7-BC/VPTU")).content)
    kept = text_of(get(client, reader, "frozen_paper", frozen.pk, "docx").content)
    assert "bản chưa chốt" in now
    assert "Số 7-BC/VPTU" in now
    assert "chưa chốt" not in kept
    assert "đã chốt cho cuộc họp" in kept


def test_the_number_of_the_report_is_printed_on_every_frozen_paper(
    client, reader, reviewer, programme
):
    figures(programme, reviewer)
    kept = freeze_meeting(programme, reviewer, report_number="12-BC/VPTU")
    docx, xlsx, pdf = (
        get(client, reader, "frozen_paper", kept.pk, ending).content
        for ending in ("docx", "xlsx", "pdf")
    )
    assert "Số 12-BC/VPTU" in text_of(docx)
    cells = load_workbook(BytesIO(xlsx)).worksheets[0].iter_rows(values_only=True)
    assert any("Số 12-BC/VPTU" in row for row in cells)
    assert "12-BC/VPTU" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_a_frozen_paper_stays_as_it_was(client, reader, reviewer, programme, frozen):
    before = {e: get(client, reader, "frozen_paper", frozen.pk, e).content for e in ENDINGS}
    bring(programme, reviewer, "urban,42,2025,55.5,,,,official,")
    assert "55,5" in text_of(get(client, reader, "meeting_paper", "docx", **wanted()).content)
    for ending, content in before.items():
        assert get(client, reader, "frozen_paper", frozen.pk, ending).content == content


def test_a_tampered_row_is_a_sentence_and_no_paper(client, reader, frozen):
    tamper(frozen, digest="0" * 64)
    answer = get(client, reader, "frozen_paper", frozen.pk, "xlsx")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")
    assert frozen.title in answer.content.decode()


def test_reading_writes_nothing(client, reader, frozen):
    before = stored(), list(Snapshot.objects.values()), Event.objects.count()
    for ending in ENDINGS:
        get(client, reader, "meeting_paper", ending, **wanted())
        get(client, reader, "frozen_paper", frozen.pk, ending)
    assert (stored(), list(Snapshot.objects.values()), Event.objects.count()) == before


def test_a_draft_is_in_no_paper(client, reader, reviewer, programme, frozen):
    bring(programme, reviewer, "urban,42,2026,77.7,,,,estimate,", approve=False)
    answer = get(client, reader, "meeting_paper", "docx", **wanted())
    assert "77,7" not in text_of(answer.content)


def test_a_frozen_paper_takes_five_queries(client, reader, frozen, django_assert_num_queries):
    """Session, person, programme, the row, its ledger entry."""
    client.force_login(reader)
    with django_assert_num_queries(5):
        client.get(at("frozen_paper", frozen.pk, "docx"))
