"""The invented words: provinces, departments, names of places, people, indicators and tasks."""

from __future__ import annotations

PROVINCES = (
    *(("01", "Hà Nội"), ("04", "Cao Bằng"), ("08", "Tuyên Quang"), ("11", "Điện Biên")),
    *(("12", "Lai Châu"), ("14", "Sơn La"), ("15", "Lào Cai"), ("19", "Thái Nguyên")),
    *(("20", "Lạng Sơn"), ("22", "Quảng Ninh"), ("24", "Bắc Ninh"), ("25", "Phú Thọ")),
    *(("31", "Hải Phòng"), ("33", "Hưng Yên"), ("37", "Ninh Bình"), ("38", "Thanh Hóa")),
    *(("40", "Nghệ An"), ("42", "Hà Tĩnh"), ("44", "Quảng Trị"), ("46", "Huế")),
    *(("48", "Đà Nẵng"), ("51", "Quảng Ngãi"), ("52", "Gia Lai"), ("56", "Khánh Hòa")),
    *(("66", "Đắk Lắk"), ("68", "Lâm Đồng"), ("75", "Đồng Nai"), ("79", "Hồ Chí Minh")),
    *(("80", "Tây Ninh"), ("82", "Đồng Tháp"), ("86", "Vĩnh Long"), ("91", "An Giang")),
    *(("92", "Cần Thơ"), ("96", "Cà Mau")),
)
"""The 34 of 2025: their official codes and names."""
CITIES = frozenset({"01", "31", "46", "48", "79", "92"})
"""Those that are cities under the central government."""

DEPARTMENTS = (
    ("sxd", "Sở Xây dựng", "Sở XD"),
    ("stc", "Sở Tài chính", "Sở TC"),
    ("snnmt", "Sở Nông nghiệp và Môi trường", "Sở NN&MT"),
    ("skhcn", "Sở Khoa học và Công nghệ", "Sở KH&CN"),
    ("snv", "Sở Nội vụ", "Sở NV"),
    ("sct", "Sở Công Thương", "Sở CT"),
    ("syt", "Sở Y tế", "Sở YT"),
    ("sgddt", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
    ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL"),
    ("stp", "Sở Tư pháp", "Sở TP"),
    ("sdttg", "Sở Dân tộc và Tôn giáo", "Sở DT&TG"),
    ("ttt", "Thanh tra tỉnh", "Thanh tra tỉnh"),
    ("bqlkkt", "Ban Quản lý Khu kinh tế", "BQL KKT"),
    ("vpubnd", "Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh"),
)

_FIRST = (
    *("An", "Bình", "Cẩm", "Đông", "Đức", "Hải", "Hòa", "Hồng", "Hương", "Kim"),
    *("Lộc", "Long", "Minh", "Mỹ", "Nam", "Ngọc", "Phú", "Phúc", "Quang", "Sơn"),
    *("Tân", "Tây", "Thạch", "Thanh", "Thiên", "Thuận", "Trung", "Vạn", "Việt", "Xuân"),
)
_SECOND = (
    *("Bắc", "Châu", "Cường", "Điền", "Giang", "Hà", "Hiệp", "Hưng", "Khê", "Lâm"),
    *("Lạc", "Lĩnh", "Mai", "Nghĩa", "Ninh", "Phong", "Phương", "Sơn", "Tâm", "Thành"),
    *("Thịnh", "Thọ", "Thủy", "Tiến", "Trạch", "Vân", "Vinh", "Xá", "Yên", "Ý"),
)


def place_name(number: int) -> str:
    """One of 900 names of communes, each another one."""
    return f"{_FIRST[number * 7 % 30]} {_SECOND[(number // 30 + number) % 30]}"


_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thu", "Quang", "Ngọc", "Hữu", "Thanh", "Xuân")
_GIVEN = (
    *("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hòa", "Hùng", "Hương"),
    *("Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phong", "Quân", "Sơn", "Thảo", "Tuấn"),
)


def person_name(chance: int) -> str:
    """A full name; many people share one."""
    family, middle = _FAMILY[chance % 12], _MIDDLE[chance // 12 % 10]
    return f"{family} {middle} {_GIVEN[chance // 120 % 24]}"


SUBJECTS = (
    ("xây dựng nông thôn mới", "Nông thôn mới"),
    ("giảm nghèo bền vững", "Giảm nghèo bền vững"),
    ("phát triển kinh tế số và xã hội số", "Chuyển đổi số"),
    ("phát triển đô thị", "Phát triển đô thị"),
    ("bảo vệ môi trường và thích ứng với biến đổi khí hậu", "Bảo vệ môi trường"),
    ("phát triển nguồn nhân lực", "Nguồn nhân lực"),
    ("chăm sóc sức khỏe Nhân dân", "Chăm sóc sức khỏe"),
    ("đổi mới giáo dục và đào tạo", "Giáo dục và đào tạo"),
    ("cải cách hành chính", "Cải cách hành chính"),
    ("phát triển du lịch", "Phát triển du lịch"),
    ("phát triển nông nghiệp hàng hóa", "Nông nghiệp hàng hóa"),
    ("phát triển kinh tế tư nhân", "Kinh tế tư nhân"),
)
"""What a programme is about, in its title and in short."""
GROUPS = (
    ("Kinh tế", "Economy"),
    ("Kết cấu hạ tầng", "Infrastructure"),
    ("Văn hóa - xã hội", "Culture and society"),
    ("Môi trường", "Environment"),
    ("Chuyển đổi số", "Digital transformation"),
    ("Quản trị địa phương", "Local governance"),
)

LOCAL_SHARES = (
    ("ho-nuoc-sach", "Tỷ lệ hộ sử dụng nước sạch đạt quy chuẩn", False),
    ("ho-ngheo", "Tỷ lệ hộ nghèo đa chiều", True),
    ("thu-gom-rac", "Tỷ lệ hộ được thu gom chất thải rắn sinh hoạt", False),
    ("ho-internet", "Tỷ lệ hộ có internet băng rộng cố định", False),
    ("duong-cung-hoa", "Tỷ lệ hộ ở cạnh đường được cứng hóa", False),
    ("nha-tam", "Tỷ lệ hộ còn ở nhà tạm, nhà dột nát", True),
    ("bao-hiem-y-te", "Tỷ lệ hộ có toàn bộ thành viên tham gia bảo hiểm y tế", False),
    ("ho-van-hoa", "Tỷ lệ hộ đạt danh hiệu gia đình văn hóa", False),
)
"""Code, name, and whether less is better; collected from local units as two parts."""
LOCAL_COUNTS = (
    ("ho-kinh-doanh", "Số hộ kinh doanh đăng ký hoạt động", "hộ"),
    ("san-pham-ocop", "Số sản phẩm OCOP được công nhận", "sản phẩm"),
    ("to-cong-nghe-so", "Số thành viên tổ công nghệ số cộng đồng", "người"),
)
CENTRAL_VALUES = (
    ("tang-grdp", "Tốc độ tăng tổng sản phẩm trên địa bàn", "%"),
    ("kinh-te-so", "Tỷ trọng kinh tế số trong tổng sản phẩm trên địa bàn", "%"),
    ("lao-dong-dao-tao", "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ", "%"),
    ("do-thi-hoa", "Tỷ lệ đô thị hóa", "%"),
    ("che-phu-rung", "Tỷ lệ che phủ rừng", "%"),
    ("that-nghiep", "Tỷ lệ thất nghiệp khu vực thành thị", "%"),
    ("giuong-benh", "Số giường bệnh trên một vạn dân", "giường"),
    ("bac-si", "Số bác sĩ trên một vạn dân", "bác sĩ"),
    ("thu-nhap", "Thu nhập bình quân đầu người", "triệu đồng"),
    ("diem-cai-cach", "Chỉ số cải cách hành chính", "điểm"),
)
FALLING = frozenset({"that-nghiep"})
CENTRAL_COUNTS = (
    ("doanh-nghiep", "Số doanh nghiệp đang hoạt động", "doanh nghiệp"),
    ("khach-du-lich", "Số lượt khách du lịch", "nghìn lượt"),
)
CENTRAL_SHARES = (
    ("truong-chuan", "Tỷ lệ trường học đạt chuẩn quốc gia", "trường"),
    ("dich-vu-cong", "Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến", "hồ sơ"),
)

SECTIONS = (
    ("III.1", "Hoàn thiện cơ chế, chính sách", "Improve institutions and policies"),
    ("III.2", "Huy động nguồn lực và đầu tư", "Mobilise resources and investment"),
    ("III.3", "Tổ chức thực hiện ở cơ sở", "Carry out at local level"),
)
DEEDS = (
    "Rà soát, hoàn thiện cơ chế, chính sách",
    "Xây dựng đề án và trình cấp có thẩm quyền phê duyệt",
    "Lập, điều chỉnh quy hoạch có liên quan",
    "Bố trí, lồng ghép nguồn vốn thực hiện",
    "Đầu tư kết cấu hạ tầng thiết yếu",
    "Xây dựng cơ sở dữ liệu dùng chung",
    "Đào tạo, bồi dưỡng đội ngũ cán bộ",
    "Đẩy mạnh tuyên truyền, vận động Nhân dân",
    "Kiểm tra, giám sát và đánh giá kết quả",
    "Tổng kết, nhân rộng mô hình có hiệu quả",
)
"""What a task is, before the subject of its programme."""

SOURCE, SOURCE_AGAIN = "Niên giám thống kê", "Niên giám thống kê, số liệu rà soát lại"
NOTES = ("", "", "", "Tổng hợp từ báo cáo của thôn, tổ dân phố")
RETURNS = (
    "Đề nghị đối chiếu lại với số liệu của cơ quan thống kê.",
    "Số liệu biến động lớn so với kỳ trước, đề nghị rà soát và giải trình.",
)
REVISED = "Rà soát phát hiện sai sót khi tổng hợp, xin điều chỉnh số liệu."
PROGRESS = (
    "Đã giao bộ phận tham mưu và ban hành kế hoạch.",
    "Đang triển khai theo kế hoạch, đã lấy ý kiến các cơ quan liên quan.",
    "Đã trình cấp có thẩm quyền xem xét.",
    "Đã hoàn thành và báo cáo kết quả.",
)
PRODUCT = "Báo cáo kết quả thực hiện"
