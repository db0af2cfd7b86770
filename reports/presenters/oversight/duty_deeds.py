"""The deeds on duties in words: who does what, tasks and their progress, roadmaps."""

from __future__ import annotations

from django.utils.translation import gettext_noop

DUTY_DEEDS: dict[str, tuple[str, str]] = {
    "roadmap.begun": (
        gettext_noop("roadmap begun"),
        gettext_noop("began the roadmap of %(unit)s"),
    ),
    "roadmap.submitted": (
        gettext_noop("roadmap sent"),
        gettext_noop("sent the roadmap of %(unit)s to the Office"),
    ),
    "roadmap.withdrawn": (
        gettext_noop("roadmap taken back"),
        gettext_noop("took back the roadmap of %(unit)s"),
    ),
    "roadmap.returned": (
        gettext_noop("roadmap returned"),
        gettext_noop("returned the roadmap of %(unit)s"),
    ),
    "roadmap.approved": (
        gettext_noop("roadmap approved"),
        gettext_noop("approved the roadmap of %(unit)s"),
    ),
    "roadmap.revised": (
        gettext_noop("new roadmap begun"),
        gettext_noop("began to change the approved roadmap of %(unit)s"),
    ),
    "local_target.set": (
        gettext_noop("local target set"),
        gettext_noop("set the local target %(year)s of “%(what)s” for %(unit)s"),
    ),
    "assignment.made": (
        gettext_noop("unit assigned"),
        gettext_noop("assigned “%(what)s” to %(unit)s (%(part)s)"),
    ),
    "assignment.ended": (
        gettext_noop("assignment ended"),
        gettext_noop("ended the part of %(unit)s in “%(what)s” (%(part)s)"),
    ),
    "assignment.moved": (
        gettext_noop("lead passed on"),
        gettext_noop("passed “%(what)s” from %(from)s on to %(unit)s"),
    ),
    "assignment.inherited": (
        gettext_noop("duties inherited"),
        gettext_noop("passed the open duties of %(from)s on to its successor %(unit)s"),
    ),
    "assignment.left": (
        gettext_noop("duties without a successor"),
        gettext_noop("found open duties of %(from)s that nobody takes over yet"),
    ),
    "assignment.kept": (
        gettext_noop("duty not passed on"),
        gettext_noop("let “%(what)s” rest with %(unit)s, which had done it"),
    ),
    "assignment.responsible": (
        gettext_noop("person named"),
        gettext_noop("named who answers for “%(what)s” in %(unit)s"),
    ),
    "roadmap.inherited": (
        gettext_noop("roadmap passed on"),
        gettext_noop("passed the roadmap of %(from)s on to its successor %(unit)s"),
    ),
    "task.created": (gettext_noop("task entered"), gettext_noop("entered the task “%(what)s”")),
    "task.changed": (gettext_noop("task changed"), gettext_noop("changed the task “%(what)s”")),
    "task.retired": (gettext_noop("task retired"), gettext_noop("retired the task “%(what)s”")),
    "task.product_set": (
        gettext_noop("expected result set"),
        gettext_noop("set the expected result of the task “%(what)s”"),
    ),
    "task_update.filled": (
        gettext_noop("task update filled"),
        gettext_noop("wrote about the task “%(what)s” of %(unit)s for %(period)s"),
    ),
    "task_update.approved": (
        gettext_noop("task update approved"),
        gettext_noop("approved the update of “%(what)s” by %(unit)s for %(period)s"),
    ),
    "task_update.returned": (
        gettext_noop("task update returned"),
        gettext_noop("returned the update of “%(what)s” by %(unit)s for %(period)s"),
    ),
    "task_update.recorded": (
        gettext_noop("task progress recorded"),
        gettext_noop("recorded how far %(unit)s is with the task “%(what)s”"),
    ),
    "task_extension.asked": (
        gettext_noop("more time for a task asked for"),
        gettext_noop("asked for more time for the task “%(what)s” of %(unit)s"),
    ),
    "task_extension.granted": (
        gettext_noop("more time for a task granted"),
        gettext_noop("granted %(unit)s more time for the task “%(what)s”"),
    ),
    "task_extension.declined": (
        gettext_noop("more time for a task declined"),
        gettext_noop("declined %(unit)s more time for the task “%(what)s”"),
    ),
    "task_extension.set": (
        gettext_noop("deadline of a task set"),
        gettext_noop("set the deadline of the task “%(what)s” of %(unit)s"),
    ),
}
"""By verb: a short name for lists, and the sentence about a subject."""
