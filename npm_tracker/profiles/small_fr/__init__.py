"""A small French-only country without a parent body: three regions, three institutions, its own deadlines.

No country in particular: it shows that what is Moroccan is data.
"""

from datetime import date

from npm_tracker.profiles import Category, Deadline, Institution, LegalText, Place, Profile, Region, Theme

FROM_THE_START = date(1956, 1, 1)

PROFILE = Profile(
    code="small_fr",
    languages=("fr",),
    time_zone="Europe/Paris",
    working_days=(0, 1, 2, 3, 4),
    name={"fr": "Autorité de contrôle des lieux de privation de liberté"},
    parent_body=None,
    prefix="ACL",
    letterhead={"fr": ("Autorité de contrôle des lieux de privation de liberté",)},
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
        "figure": "coordinator",
        "annual_report": "coordinator",
    },
    month_names={
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
    },
    deadlines=tuple(
        Deadline(
            priority=priority,
            response_days=response_days,
            implementation_days=implementation_days,
            valid_from=FROM_THE_START,
        )
        for priority, response_days, implementation_days in (
            ("ordinary", 60, 365),
            ("urgent", 45, 120),
            ("immediate", 21, 21),
        )
    ),
    deadline_start="receipt",
    regions=(
        Region("N", {"fr": "Nord"}, (Region("N1", {"fr": "Val du Nord"}),)),
        Region("C", {"fr": "Centre"}, (Region("C1", {"fr": "Plaine du Centre"}), Region("C2", {"fr": "Capitale"}))),
        Region("S", {"fr": "Sud"}, (Region("S1", {"fr": "Côte du Sud"}),)),
    ),
    categories=(
        Category("prison", {"fr": "Prison"}),
        Category("police_custody", {"fr": "Garde à vue"}),
        Category("psychiatric", {"fr": "Établissement psychiatrique"}),
    ),
    themes=(
        Theme("material_conditions", {"fr": "Conditions matérielles"}),
        Theme("safeguards", {"fr": "Garanties"}),
        Theme("health_care", {"fr": "Soins de santé"}),
        Theme("legislation_policy", {"fr": "Législation et politiques"}),
    ),
    institutions=(
        Institution("PRISONS", {"fr": "Administration pénitentiaire"}, {"fr": "AP"}, None, ("prison",)),
        Institution("POLICE", {"fr": "Direction de la police"}, {"fr": "Police"}, None, ("police_custody",)),
        Institution("SANTE", {"fr": "Ministère de la Santé"}, {"fr": "Santé"}, None, ("psychiatric",)),
    ),
    legal_texts=(LegalText("opcat", {"fr": "Protocole facultatif se rapportant à la Convention contre la torture"}),),
    retention={
        "form_draft": 30,
        "session": 14,
        "rejected_import": 90,
        "generated_document": 3653,
        "internal_note": 1096,
        "medical_annex": 1096,
        "evidence": 3653,
        "correspondence": 3653,
    },
    places=(
        Place("N-P1", "prison", {"fr": "Prison du Nord"}, "Val", "N1", "PRISONS"),
        Place("C-G1", "police_custody", {"fr": "Commissariat central"}, "Capitale", "C2", "POLICE"),
        Place("S-H1", "psychiatric", {"fr": "Hôpital du Sud"}, "Port", "S1", "SANTE"),
    ),
)
