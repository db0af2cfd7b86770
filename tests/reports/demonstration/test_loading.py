"""The demonstration as a newcomer gets it: both programmes, their figures, one account per role."""

from assignments.programme.spec import spec_of
from indicators.models import Programme
from indicators.programme_file import dump_programme
from reports.assessment import assess_programme
from reports.demonstration.loading import FIXTURES, load_demonstration
from reports.models import Figure
from reports.presenters.statuses import indicator_status
from tests.conftest import TODAY
from tracker.accounts.demonstration import DEMONSTRATION_ACCOUNTS
from tracker.audit.models import Event

CODES = ("ha-tinh-15-ctr-tu", "thanh-hoa-57-kh-tu")


def test_both_programmes_come_out_as_their_files_say(loaded):
    for code in CODES:
        text = (FIXTURES / "programmes" / f"{code}.yaml").read_text()
        assert dump_programme(spec_of(Programme.objects.get(code=code))) == text


def test_a_second_run_changes_nothing(loaded):
    before = list(Figure.objects.values_list("id", flat=True)), Event.objects.count()
    assert list(load_demonstration()) == []
    assert (list(Figure.objects.values_list("id", flat=True)), Event.objects.count()) == before


def test_published_figures_name_their_source_and_all_others_are_marked(loaded):
    for figure in Figure.objects.all():
        assert bool(figure.source) == (figure.nature == "official")
        assert figure.nature in ("official", "illustrative")


def test_the_story_shows_every_status_that_a_newcomer_should_see(loaded):
    programme = Programme.objects.get(code=CODES[0])
    found = {indicator_status(one) for one in assess_programme(programme, TODAY).indicators}
    assert found >= {"missed", "at_risk", "behind", "on_track", "met", "no_data", "not_due"}


def test_every_account_can_sign_in_while_it_is_a_demonstration(loaded, client, settings):
    settings.DEMONSTRATION = True
    for account in DEMONSTRATION_ACCOUNTS:
        assert client.login(username=account.username, password=account.password)
        assert client.get("/", follow=True).status_code == 200
        client.logout()
