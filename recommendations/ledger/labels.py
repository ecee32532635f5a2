"""What a label may say: the name of its rate, and nothing that the rate does not count.

Words are looked for in the text without accents, vowel signs and hidden characters. The lists hold stems, so that a
prefix or an ending does not hide a word.
"""

import unicodedata
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a word claims: (in words, stems per language)
CLAIMS: dict[str, tuple[str | Promise, Mapping[str, tuple[str, ...]]]] = {
    "response": (
        _("a response"),
        {"en": ("respon", "answer", "repl"), "fr": ("répon",), "ar": ("استجاب", "جواب", "اجاب", "رد")},
    ),
    "on_time": (
        _("that it came in time"),
        {
            "en": ("on-time", "on time", "in time", "timely", "within the deadline", "by the due date"),
            "fr": ("dans les délais", "dans le délai", "à temps", "à l'échéance"),
            "ar": ("داخل الاجل", "داخل الاجال", "في الاجل", "في الاجال", "في الوقت"),
        },
    ),
    "interaction": (_("interaction"), {"en": ("interact",), "fr": ("interact",), "ar": ("تفاعل",)}),
    "acceptance": (_("acceptance"), {"en": ("accept",), "fr": ("accept",), "ar": ("قبول", "قبلت")}),
    "quality": (_("the quality of answers"), {"en": ("quality",), "fr": ("qualité",), "ar": ("جودة",)}),
    "implementation": (
        _("implementation"),
        {
            "en": ("implement", "carried out", "put into effect"),
            "fr": ("mise en œuvre", "mises en œuvre", "mis en œuvre", "exécut", "appliqu", "réalis"),
            "ar": ("تنفيذ", "منفذ", "نفذت", "تطبيق", "انجاز"),
        },
    ),
    "reported": (
        _("that the institution itself reports it"),
        {
            "en": ("report", "declar"),
            "fr": ("déclar", "rapport", "signal"),
            "ar": ("مصرح", "صرح", "تصريح", "مبلغ", "بلغت"),
        },
    ),
    "verified": (
        _("verification by the mechanism"),
        {"en": ("verif", "confirm"), "fr": ("vérif", "confirm"), "ar": ("تحقق", "تاكيد", "تاكد")},
    ),
    "partial": (_("in part"), {"en": ("part",), "fr": ("part",), "ar": ("جزئ",)}),
    "repeat": (_("repetition"), {"en": ("repeat",), "fr": ("réitér", "répét"), "ar": ("تكرار", "مكرر")}),
    "12 months": (_("the twelve months"), dict.fromkeys(("en", "fr", "ar"), ("12",))),
    "36 months": (_("the thirty-six months"), dict.fromkeys(("en", "fr", "ar"), ("36",))),
}
# What must stand in the label of a rate: without it a reader takes it for another one.
NAMES = {
    "response": ("response",),
    "on_time_response": ("response", "on_time"),
    "interaction": ("interaction",),
    "acceptance": ("acceptance",),
    "response_quality": ("quality",),
    "implementation_reported": ("implementation", "reported"),
    "implementation_verified": ("implementation", "verified"),
    "implementation_verified_partial": ("implementation", "verified", "partial"),
    "implementation_of_accepted": ("implementation", "acceptance", "verified"),
    "verification_reach": ("verified",),
    "verification_coverage": ("verified",),
    "confirmation": ("verified",),
    "repeat": ("repeat",),
    "implemented_within_12_months": ("implementation", "12 months"),
    "implemented_within_36_months": ("implementation", "36 months"),
}
# What no rate may be called whose name it is not.
STRONG = ("implementation", "verified", "acceptance", "interaction", "on_time", "quality")
# Said rightly besides the name: what these rates count was verified.
ALSO_TRUE = {
    "confirmation": ("implementation",),
    "implemented_within_12_months": ("verified",),
    "implemented_within_36_months": ("verified",),
}


def says_too_much(label: str, rate: str, language: str) -> list[str | Promise]:
    """What the label claims that the formula of the rate does not count, in words."""
    true = {*NAMES[rate], *ALSO_TRUE.get(rate, ())}
    return [CLAIMS[claim][0] for claim in STRONG if claim not in true and claims(label, claim, language)]


def leaves_out(label: str, rate: str, language: str) -> list[str | Promise]:
    """What belongs to the name of the rate and is missing from the label, in words."""
    return [CLAIMS[claim][0] for claim in NAMES[rate] if not claims(label, claim, language)]


def claims(label: str, claim: str, language: str) -> bool:
    """Whether the label says so: a strong word counts in whatever language it stands, a name in the label's own."""
    stems = CLAIMS[claim][1]
    among = stems.get(language, ()) if language in stems and claim not in STRONG else sum(stems.values(), ())
    return any(plain(stem) in plain(label) for stem in among)


def plain(text: str) -> str:
    """Small letters without accents, vowel signs, tatweel and unseen characters; alef and ta marbuta alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("’", "'"))
    kept = (each for each in decomposed if unicodedata.category(each) not in ("Mn", "Cf") and each != "\u0640")
    return " ".join("".join(kept).translate(str.maketrans("أإآٱةى", "ااااهي")).split())
