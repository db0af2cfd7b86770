"""The commands that a person types: what they print, and their sentences when they refuse."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import Figure
from tests.reports.figures import HEADER, bring

INDICATOR_KEYS = {
    *("code", "unit", "value", "numerator", "denominator", "period", "nature", "freshness"),
    *("coverage", "baseline", "recent_pace", "targets"),
}
TARGET_KEYS = {
    *("year", "comparator", "wording", "clause", "met", "verdict", "gap", "attainment"),
    *("attainment_reason", "expected", "expected_today", "ratio", "status", "sentence"),
    *("required_pace", "pace_ratio", "projection"),
}


def assess(**options):
    out = StringIO()
    call_command("assess", programme="small", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def figures(programme, reviewer):
    lines = [f"urban,42,{year},3{year - 2020},,,,official," for year in range(2021, 2026)]
    bring(programme, reviewer, *lines)


class TestAssess:
    def test_json_holds_the_whole_judgement_as_text_numbers(self, figures):
        state = json.loads(assess(format="json"))
        assert (state["programme"], state["as_of"]) == ("small", "2026-11-20")
        assert len(state["indicators"]) == 5
        urban = state["indicators"][0]
        assert urban.keys() >= INDICATOR_KEYS
        assert (urban["value"], urban["recent_pace"]) == ("35", "1")
        for target in urban["targets"]:
            assert target.keys() >= TARGET_KEYS
        interim, final = urban["targets"]
        assert (interim["status"], interim["gap"]) == ("missed", "-5")
        assert final["projection"]["outlook"] == "unlikely"

    def test_what_is_absent_is_null(self, programme):
        housing = json.loads(assess(format="json", indicator="housing"))["indicators"][0]
        assert housing["value"] is None
        assert housing["targets"][0]["projection"] is None

    def test_no_number_is_a_float(self, figures):
        def floats(value):
            parts = value.values() if isinstance(value, dict) else value
            if isinstance(value, dict | list):
                return any(floats(part) for part in parts)
            return isinstance(value, float)

        assert not floats(json.loads(assess(format="json")))

    def test_a_past_day_is_judged_as_it_was(self, figures):
        state = json.loads(assess(format="json", as_of="2024-06-30", indicator="urban"))
        assert state["indicators"][0]["period"] == "2023"

    def test_the_table_has_a_line_for_every_target(self, figures):
        assert len(assess(format="table").splitlines()) == 2 + 7

    @pytest.mark.parametrize(
        "options", [{"as_of": "soon"}, {"indicator": "nothing"}, {"as_of": "2026-02-30"}]
    )
    def test_wrong_input_is_a_sentence(self, programme, options):
        with pytest.raises(CommandError):
            assess(**options)

    def test_an_unknown_programme_is_a_sentence(self, db):
        with pytest.raises(CommandError, match="small"):
            assess()


class TestImportFigures:
    def run(self, path, **options):
        out = StringIO()
        call_command("import_figures", path, programme="small", stdout=out, **options)
        return out.getvalue()

    def test_says_how_many_were_new(self, programme, reviewer, tmp_path):
        path = tmp_path / "figures.csv"
        path.write_text(f"{HEADER}\nurban,42,2024,38.51,,,,official,\n")
        assert self.run(path, by="reviewer", approve=True).startswith("1 ")
        assert Figure.objects.get().value == Decimal("38.51")

    def test_names_the_faulty_line(self, programme, reviewer, tmp_path):
        path = tmp_path / "figures.csv"
        path.write_text(f"{HEADER}\nurban,42,2024,1.234,,,,official,\n")
        with pytest.raises(CommandError, match=r"2.*value.*1\.234"):
            self.run(path, by="reviewer", approve=True)
        assert Figure.objects.count() == 0

    @pytest.mark.parametrize("by", ["nobody", "reader"])
    def test_refuses_whoever_may_not(self, programme, reader, tmp_path, by):
        path = tmp_path / "figures.csv"
        path.write_text(f"{HEADER}\nurban,42,2024,38,,,,official,\n")
        with pytest.raises(CommandError):
            self.run(path, by=by)

    def test_a_missing_file_is_a_sentence(self, programme, reviewer, tmp_path):
        with pytest.raises(CommandError):
            self.run(tmp_path / "none.csv", by="reviewer")
