"""Where people keep their own account; not of a programme but of a person."""

from django.urls import URLPattern, path

from reports.views.account import mail, password, second_factor

personal: list[URLPattern] = [
    path("tai-khoan/mat-khau/", password.own_password, name="own_password"),
    path("tai-khoan/thu-dien-tu/", mail.own_mail, name="own_mail"),
    path("tai-khoan/dang-xuat-moi-noi/", password.sign_out_of_all, name="sign_out_of_all"),
    path("tai-khoan/xac-thuc-hai-buoc/", second_factor.second_factor, name="second_factor"),
    path(
        "tai-khoan/xac-thuc-hai-buoc/nhap-ma/",
        second_factor.second_factor_code,
        name="second_factor_code",
    ),
    path(
        "tai-khoan/xac-thuc-hai-buoc/ma-du-phong/",
        second_factor.second_factor_renew,
        name="second_factor_renew",
    ),
    path(
        "tai-khoan/xac-thuc-hai-buoc/tat/",
        second_factor.second_factor_end,
        name="second_factor_end",
    ),
]
