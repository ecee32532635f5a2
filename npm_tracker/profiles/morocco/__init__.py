"""Morocco: the NPM that Law 76-15 set up within the National Human Rights Council (CNDH).

Regions carry ISO 3166-2 codes: twelve regions and their 75 provinces and prefectures. Names of places are facts of the
inventory; it is no register of the State.
"""

from datetime import date
from pathlib import Path

from npm_tracker.profiles import Deadline, Profile
from npm_tracker.profiles.morocco.vocabulary import CATEGORIES, LEGAL_TEXTS, THEMES
from npm_tracker.profiles.tables import read_institutions, read_places, read_regions

HERE = Path(__file__).parent
LANGUAGES = ("ar", "fr", "en")

# Early enough for registers that are older than the mechanism and are imported.
FROM_THE_START = date(1956, 1, 1)

PROFILE = Profile(
    code="morocco",
    languages=LANGUAGES,
    time_zone="Africa/Casablanca",
    working_days=(0, 1, 2, 3, 4),
    name={
        "ar": "الآلية الوطنية للوقاية من التعذيب",
        "fr": "Mécanisme national de prévention de la torture",
        "en": "National Preventive Mechanism",
    },
    parent_body={
        "ar": "المجلس الوطني لحقوق الإنسان",
        "fr": "Conseil national des droits de l'Homme",
        "en": "National Human Rights Council",
    },
    prefix="MNP",
    known_words=("CNDH", "MNP", "Maroc", "Morocco"),
    letterhead={
        "ar": ("المملكة المغربية", "المجلس الوطني لحقوق الإنسان", "الآلية الوطنية للوقاية من التعذيب"),
        "fr": (
            "Royaume du Maroc",
            "Conseil national des droits de l'Homme",
            "Mécanisme national de prévention de la torture",
        ),
        "en": ("Kingdom of Morocco", "National Human Rights Council", "National Preventive Mechanism"),
    },
    approvals={
        "release": "coordinator",
        "verification": "coordinator",
        "grade": "coordinator",
        "paper_answer": "coordinator",
        "extension": "coordinator",
        "ending": "coordinator",
        "annulment": "coordinator",
        "expunge": "coordinator",
        "staff_account": "coordinator",
        "figure": "leadership",
        "annual_report": "leadership",
    },
    month_names={
        "ar": (
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "ماي",
            "يونيو",
            "يوليوز",
            "غشت",
            "شتنبر",
            "أكتوبر",
            "نونبر",
            "دجنبر",
        ),
        "fr": (
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        "en": (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    },
    deadlines=tuple(
        Deadline(
            priority=priority,
            scope=scope,
            response_days=response_days,
            implementation_days=implementation_days,
            valid_from=FROM_THE_START,
        )
        for priority, scope, response_days, implementation_days in (
            ("ordinary", None, 90, 365),
            ("urgent", None, 60, 180),
            ("immediate", None, 28, 30),
            ("ordinary", "law_or_policy", 90, 1095),
            ("urgent", "law_or_policy", 60, 1095),
            ("immediate", "law_or_policy", 28, 1095),
        )
    ),
    deadline_start="dispatch",
    regions=read_regions(HERE / "regions.csv", LANGUAGES),
    categories=CATEGORIES,
    themes=THEMES,
    institutions=read_institutions(HERE / "institutions.csv", LANGUAGES),
    legal_texts=LEGAL_TEXTS,
    retention={
        "form_draft": 30,
        "session": 14,
        "rejected_import": 90,
        "generated_document": 3653,
        "internal_note": 1826,
        "medical_annex": 1826,
        "evidence": 3653,
        "correspondence": 3653,
    },
    places=read_places(HERE / "places.csv", LANGUAGES),
    courtesy_hours=48,
)
