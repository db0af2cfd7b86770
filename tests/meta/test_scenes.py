"""What a scene puts is what its steps did; the rows of a test get keys of their own."""

from __future__ import annotations

import pytest

from tests.cast import STEPS
from tests.scenes import Scene, everything
from tracker.accounts.models import User

ANOTHER_ORDER = [
    *("administrator", "provinces", "units", "stranger", "reader", "reviewer", "head", "reporter"),
    *("programme", "world", "world_with_tasks"),
]


@pytest.mark.parametrize("order", [list(STEPS), ANOTHER_ORDER])
def test_what_is_put_is_what_the_verbs_did(db, order):
    ends = []
    scene = Scene.made(STEPS | {"end": lambda: ends.append(everything())})
    for name in order:
        scene.put(name)
    assert everything() == ends[0]


def test_making_a_scene_leaves_nothing(db):
    before = everything()
    Scene.made(STEPS)
    assert everything() == before


def test_rows_made_between_two_steps_keep_out_of_the_way(db, scene):
    scene.put("provinces")
    scene.keep_keys_free()
    between = User.objects.create_user("between", full_name="Between")
    for name in [name for name in STEPS if name != "provinces"]:
        scene.put(name)
    assert User.objects.create_user("after", full_name="After").pk > between.pk


def test_what_is_taken_once_is_put_the_next_time(provinces, scene):
    names = []

    def take() -> None:
        names.append("taken")
        User.objects.create_user("lan", full_name="Lan")
        type(provinces["42"]).objects.filter(code="42").update(short_name="HT")

    own = Scene(dict(scene.steps), scene.keys)
    own.once("lan", take)
    found = everything()
    User.objects.all().delete()
    type(provinces["42"]).objects.filter(code="42").update(short_name="Hà Tĩnh")
    own.once("lan", take)
    assert (names, everything()) == (["taken"], found)


def test_a_step_takes_no_rows_away(provinces):
    with pytest.raises(AssertionError, match="takes no rows away"):
        Scene.made({"gone": type(provinces["42"]).objects.all().delete})
