"""What somebody hostile types: into fields, addresses, filters and headers."""

WORDS = (
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "\ud800",
        "\udfff\ud800",
        "\ufeff",
        "\u202etxt.exe",
        "\u2066a\u2069",
        "\x1b[2J",
        "\x7f",
    ),
    *(
        "'",
        '"',
        "';--",
        "' OR '1'='1",
        "1) OR (1=1",
        "1; SELECT pg_sleep(9)--",
        "' UNION SELECT text FROM visits_note--",
    ),
    *("%", "%%", "%s", "%(x)s", "{}", "{0.__class__}", "{{ 7*7 }}", "{% debug %}", "${7*7}", "\\", "\\u0000", "\\x00"),
    *("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://169.254.169.254/", "//evil.example/"),
    *(
        "<script>",
        "]]>",
        "<!--",
        "&#0;",
        "javascript:1",
        "=1+1",
        "@SUM(1)",
        "null",
        "None",
        "undefined",
        "NaN",
        "Infinity",
    ),
    *("true", "false", "[]", "{}", "[[]]", '{"a":1}', '{"$ne":null}', "a" * 300, "é" * 5000, "\U0001f600" * 200),
    *("٣", "²", "①", "一", "1e9", "1_000", "0x10", "+1", "-0", "1,5", "1.5", "１２", "𝟙"),
    *("() { :; }", "|id", "`id`", "$(id)", "\r\nSet-Cookie: a=b", "\n\n", "\u2028", "%0d%0a", "%00", "%ff", "%"),
    *('"open', "or", "or or", "- -", "!!", "a & b", "(((", ":*", "<->", "a:*b", "'a' <-> 'b"),
)
NUMBERS = (
    *("0", "-1", "1", "2", "999999999", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808"),
    *("-9223372036854775809", "1" * 40, "9" * 5000, "1e309", "0.1", "00", "last", "0x1"),
)
DAYS = (
    *("0000-00-00", "0001-01-01", "9999-12-31", "31/02/2026", "29/02/2025", "31/12/9999", "01/01/0001", "1/1/1"),
    *(
        "00000000",
        "99999999",
        "2026-13-01",
        "31/12/10000",
        "-1/01/2026",
        "now",
        "infinity",
        "2026-01-01T00:00",
        "٠١/٠١/٢٠٢٦",
    ),
)
IDS = (
    *("0", "-1", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    *("{00000000-0000-0000-0000-000000000000}", "urn:uuid:00000000-0000-0000-0000-000000000000", "0" * 32, "g" * 36),
)
# Names that the ORM would understand, and those that a form or a list may have.
NAMES = (
    *("_connector", "_negated", "_state", "pk", "id", "pk__in", "institution__in", "institution_id", "user__password"),
    *("visit__note__text__contains", "release__origin__recommendation__visit__notes__text__startswith", "order_by"),
    *("order", "sort", "page", "q", "by", "group", "part", "rate", "format", "as_of", "from", "to", "next", "language"),
    *("institution", "place", "theme", "category", "region", "visit", "status", "state", "year", "kind", "restore"),
    *("assignment", "recommendation", "measure", "response", "position", "public_id", "form_token", "version", "base"),
    *("__class__", "__proto__", "a[]", "a[b]", "", " ", "\x00", "\ud800", "é", "a" * 400, "%s", "q" * 2000),
    *("addressee-TOTAL_FORMS", "addressee-INITIAL_FORMS", "form-TOTAL_FORMS", "form-0-id", "csrfmiddlewaretoken"),
)
ORDERS = (
    *(
        "-release__origin__recommendation__visit__planned_on",
        "order_by",
        "?",
        "pk",
        "-pk",
        "institution__code",
        "(SELECT 1)",
    ),
    *("transmitted_on; DROP TABLE x", "-", "--reference", "a,b", "reference.x", '"reference"', "random()"),
)
ALL = (*WORDS, *NUMBERS, *DAYS, *IDS, *ORDERS)
SEGMENTS = (
    *(
        "%00",
        "%ff%fe",
        "%ED%A0%80",
        "..%2f..",
        "%2e%2e",
        "a" * 3000,
        "0",
        "-1",
        "%27",
        "%22",
        "%3Cscript%3E",
        "%0d%0a",
        "%s",
    ),
    *(
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "%D9%A3",
        "none",
        ".csv",
        "csv.",
        "x;y",
    ),
)
HEADERS = (
    {"Accept-Language": "ar" * 300},
    {"Accept-Language": "\x80\xff, *;q=nan"},
    {"Accept-Language": "zz-ZZ;q=1e999,../../x"},
    {"X-Forwarded-For": "' OR 1=1--"},
    {"X-Forwarded-Proto": "https,http"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"X-Requested-With": "XMLHttpRequest"},
    {"HX-Request": "true", "HX-Target": "<script>"},
    {"Range": "bytes=0-0,-1,99999999999999999999-"},
    {"If-Modified-Since": "99999999999"},
    {"If-None-Match": "*"},
    {"Referer": "javascript:1"},
    {"Origin": "null"},
    {"Accept": "application/json; q=" + "9" * 300},
    {"User-Agent": "\xff\xfe"},
    {"Expect": "nothing"},
    {"X-Original-URL": "/dashboard/"},
    {"Authorization": "Basic ////"},
)
LANGUAGE_COOKIES = ("xx", "../../etc", "a" * 600, "fr-" + "x" * 200, "%00", '"ar"', "en\x80")
CONTENT_TYPES = (
    *("application/json", "text/plain", "application/xml", "", "multipart/form-data", "multipart/form-data; boundary="),
    *(
        "multipart/form-data; boundary=" + "b" * 300,
        "application/x-www-form-urlencoded; charset=utf-7",
        "a/b; charset=xyz",
    ),
    *("application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=\xff"),
)
BODIES = (
    *(
        b"",
        b"{",
        b'{"a": ' * 2000,
        b"\x00" * 100,
        b"%",
        b"%ff=%fe",
        b"=&=&=",
        b"&" * 4000,
        b"a=%ED%A0%80",
        b"\xff\xfe=1",
    ),
    *(b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", b"[1e400]"),
    *(b"--b\r\n\r\n--b--", b"--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--\r\n", b"a=" + b"x" * 3_000_000),
)
PARTS = (  # headers of a part of a multipart form
    *('form-data; name="file"; filename=""', 'form-data; name="file"; filename="../../x.pdf"'),
    *(
        'form-data; name="file"; filename="a\x80\xff.pdf"',
        "form-data; name=\"file\"; filename*=utf-8''%00%E2%80%AEfdp.exe",
    ),
    *('form-data; name="file"; filename*=bad\'x', 'form-data; name="file"; filename="' + "n" * 4000 + '.pdf"'),
    *('form-data; name=""', "form-data", "attachment", 'form-data; name="a" "b"', "form-data; name=\xff"),
    *('form-data; name="file"; filename="\u202efdp.exe"', 'form-data; name="file"; filename="%00.pdf"'),
)
FILES = (
    b"",
    b"%PDF-",
    b"%PDF-1.4 a file",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"MZ",
    b"<svg onload=1>",
    b"PK\x03\x04",
)
