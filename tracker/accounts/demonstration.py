"""The accounts of a demonstration: one per role. They exist only where DEMONSTRATION is on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.accounts.roles import Role

DEMONSTRATION_PASSWORD = "lo-trinh-2026"  # noqa: S105 - printed on purpose


@dataclass(frozen=True)
class DemonstrationAccount:
    """A person of the demonstration; `unit` and `role` are empty for an administrator."""

    username: str
    full_name: str
    purpose: str | Promise
    unit: str = ""
    role: Role | None = None

    @property
    def password(self) -> str:
        """All demonstration accounts share one password."""
        return DEMONSTRATION_PASSWORD


DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount(
        "vanphong", "Trần Thị Hòa", _("Party Office of Hà Tĩnh: reviews"), "42-vptu", Role.REVIEWER
    ),
    DemonstrationAccount(
        "thuongvu",
        "Lê Quang Minh",
        _("Standing Committee of Hà Tĩnh: reads"),
        "42-vptu",
        Role.READER,
    ),
    DemonstrationAccount(
        "chuyenvien",
        "Nguyễn Văn Bình",
        _("Department of Construction of Hà Tĩnh: reports"),
        "42-sxd-2025",
        Role.REPORTER,
    ),
    DemonstrationAccount(
        "lanhdao",
        "Phạm Thu Hà",
        _("Department of Construction of Hà Tĩnh: head"),
        "42-sxd-2025",
        Role.HEAD,
    ),
    DemonstrationAccount(
        "phuong",
        "Võ Thị Lan",
        _("Ward of Thành Sen, Hà Tĩnh: reports"),
        "18073",
        Role.REPORTER,
    ),
    DemonstrationAccount(
        "thanhhoa",
        "Đỗ Đức Thắng",
        _("Office of the People's Committee of Thanh Hóa: reviews"),
        "38-vpubnd",
        Role.REVIEWER,
    ),
    DemonstrationAccount("quantri", "Quản trị viên", _("Administrator of both provinces")),
)


def is_published(user: User) -> bool:
    """Whether everybody knows the password: a listed account, not one that was made with one."""
    names = {account.username for account in DEMONSTRATION_ACCOUNTS}
    return user.is_demonstration and user.username in names
