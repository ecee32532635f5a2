"""Categories of places, themes and legal texts of the Moroccan profile, in English, French and Arabic."""

from npm_tracker.profiles import Category, LegalText, Theme


def _names(en: str, fr: str, ar: str) -> dict[str, str]:
    return {"ar": ar, "fr": fr, "en": en}


CATEGORIES = (
    Category("prison", _names("Prison", "Établissement pénitentiaire", "مؤسسة سجنية")),
    Category(
        "police_custody", _names("Police custody", "Garde à vue de la police", "أماكن الحراسة النظرية لدى الشرطة")
    ),
    Category(
        "gendarmerie_custody",
        _names(
            "Gendarmerie custody",
            "Garde à vue de la Gendarmerie royale",
            "أماكن الحراسة النظرية لدى الدرك الملكي",
        ),
    ),
    Category(
        "child_protection", _names("Child protection centre", "Centre de protection de l'enfance", "مركز حماية الطفولة")
    ),
    Category(
        "psychiatric", _names("Psychiatric establishment", "Établissement psychiatrique", "مؤسسة الأمراض العقلية")
    ),
    Category("court_cells", _names("Court cells", "Geôles de tribunal", "غرف الاحتفاظ بالمحاكم")),
    Category(
        "elderly_home", _names("Home for the elderly", "Établissement pour personnes âgées", "مؤسسة لرعاية المسنين")
    ),
    Category(
        "social_care_home",
        _names("Social care home", "Établissement de protection sociale", "مؤسسة للرعاية الاجتماعية"),
    ),
    Category("border_zone", _names("Border waiting zone", "Zone d'attente aux frontières", "منطقة الانتظار بالحدود")),
    Category(
        "foreigners_holding",
        _names("Holding premises for foreigners", "Local de maintien des étrangers", "مكان الاحتفاظ بالأجانب"),
    ),
    Category("transport", _names("Transport of detainees", "Transport de personnes détenues", "نقل الأشخاص المحتجزين")),
    Category(
        "other",
        _names(
            "Other place of deprivation of liberty", "Autre lieu de privation de liberté", "مكان آخر للحرمان من الحرية"
        ),
    ),
)

THEMES = (
    Theme("dignity", _names("Dignity and protection", "Dignité et protection", "الكرامة والحماية")),
    Theme("material_conditions", _names("Material conditions", "Conditions matérielles", "الظروف المادية")),
    Theme(
        "safeguards",
        _names(
            "Safeguards: notice of rights, lawyer, family, doctor, registers",
            "Garanties : notification des droits, avocat, famille, médecin, registres",
            "الضمانات: الإشعار بالحقوق والمحامي والعائلة والطبيب والسجلات",
        ),
    ),
    Theme(
        "follow_up_systems",
        _names("Follow-up and management systems", "Systèmes de suivi et de gestion", "أنظمة التتبع والتدبير"),
    ),
    Theme(
        "custody_monitoring",
        _names("Monitoring of custody rooms", "Surveillance des chambres de sûreté", "مراقبة الغرف الأمنية"),
    ),
    Theme(
        "staff_training",
        _names("Staff capacity and training", "Capacités et formation du personnel", "قدرات الموظفين وتكوينهم"),
    ),
    Theme("regime_activities", _names("Regime and activities", "Régime et activités", "النظام اليومي والأنشطة")),
    Theme("health_care", _names("Health care", "Soins de santé", "الرعاية الصحية")),
    Theme(
        "outside_contact", _names("Contact with the outside", "Contacts avec l'extérieur", "الاتصال بالعالم الخارجي")
    ),
    Theme(
        "complaints_inspection",
        _names("Complaints and inspection", "Plaintes et inspection", "الشكايات والتفتيش"),
    ),
    Theme(
        "force_restraint",
        _names(
            "Force, restraint, isolation, searches",
            "Force, contrainte, isolement, fouilles",
            "استعمال القوة ووسائل التقييد والعزل والتفتيش الجسدي",
        ),
    ),
    Theme("discipline", _names("Discipline", "Discipline", "التأديب")),
    Theme(
        "groups_at_risk",
        _names(
            "Groups at risk: minors, women, migrants, persons with disabilities, the elderly",
            "Groupes vulnérables : mineurs, femmes, migrants, personnes handicapées, personnes âgées",
            "الفئات الهشة: الأحداث والنساء والمهاجرون والأشخاص في وضعية إعاقة والمسنون",
        ),
    ),
    Theme("transfers", _names("Transfers", "Transferts", "الترحيل والنقل")),
    Theme(
        "staff_conditions",
        _names("Staff working conditions", "Conditions de travail du personnel", "ظروف عمل الموظفين"),
    ),
    Theme("legislation_policy", _names("Legislation and policy", "Législation et politiques", "التشريع والسياسات")),
)

LEGAL_TEXTS = (
    LegalText(
        "constitution-22",
        _names("Constitution of 2011, article 22", "Constitution de 2011, article 22", "دستور 2011، الفصل 22"),
    ),
    LegalText(
        "constitution-23",
        _names("Constitution of 2011, article 23", "Constitution de 2011, article 23", "دستور 2011، الفصل 23"),
    ),
    LegalText(
        "law-76-15",
        _names(
            "Law 76-15 reorganising the National Human Rights Council",
            "Loi n° 76-15 relative à la réorganisation du Conseil national des droits de l'Homme",
            "القانون رقم 76.15 المتعلق بإعادة تنظيم المجلس الوطني لحقوق الإنسان",
        ),
    ),
    LegalText(
        "opcat",
        _names(
            "Optional Protocol to the Convention against Torture",
            "Protocole facultatif se rapportant à la Convention contre la torture",
            "البروتوكول الاختياري لاتفاقية مناهضة التعذيب",
        ),
    ),
    LegalText(
        "cat",
        _names(
            "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
            "Convention contre la torture et autres peines ou traitements cruels, inhumains ou dégradants",
            "اتفاقية مناهضة التعذيب وغيره من ضروب المعاملة أو العقوبة القاسية أو اللاإنسانية أو المهينة",
        ),
    ),
    LegalText(
        "law-22-01",
        _names(
            "Law 22-01 on criminal procedure",
            "Loi n° 22-01 relative à la procédure pénale",
            "القانون رقم 22.01 المتعلق بالمسطرة الجنائية",
        ),
    ),
    LegalText(
        "law-23-98",
        _names(
            "Law 23-98 on the organisation and functioning of prisons",
            "Loi n° 23-98 relative à l'organisation et au fonctionnement des établissements pénitentiaires",
            "القانون رقم 23.98 المتعلق بتنظيم وتسيير المؤسسات السجنية",
        ),
    ),
    LegalText(
        "law-10-23",
        _names(
            "Law 10-23 on the organisation and management of prisons",
            "Loi n° 10-23 relative à l'organisation et à la gestion des établissements pénitentiaires",
            "القانون رقم 10.23 المتعلق بتنظيم وتدبير المؤسسات السجنية",
        ),
    ),
    LegalText(
        "law-02-03",
        _names(
            "Law 02-03 on the entry and stay of foreigners and irregular emigration and immigration",
            "Loi n° 02-03 relative à l'entrée et au séjour des étrangers, à l'émigration et l'immigration irrégulières",
            "القانون رقم 02.03 المتعلق بدخول وإقامة الأجانب وبالهجرة غير المشروعة",
        ),
    ),
    LegalText(
        "law-65-15",
        _names(
            "Law 65-15 on social protection establishments",
            "Loi n° 65-15 relative aux établissements de protection sociale",
            "القانون رقم 65.15 المتعلق بمؤسسات الرعاية الاجتماعية",
        ),
    ),
    LegalText(
        "dahir-1-58-295",
        _names(
            "Dahir 1-58-295 on the prevention and treatment of mental illness",
            "Dahir n° 1-58-295 relatif à la prévention et au traitement des maladies mentales",
            "الظهير الشريف رقم 1.58.295 بشأن الوقاية من الأمراض العقلية ومعالجتها",
        ),
    ),
    LegalText(
        "mandela-rules",
        _names(
            "United Nations Standard Minimum Rules for the Treatment of Prisoners (Nelson Mandela Rules)",
            "Ensemble de règles minima des Nations Unies pour le traitement des détenus (Règles Nelson Mandela)",
            "قواعد الأمم المتحدة النموذجية الدنيا لمعاملة السجناء (قواعد نيلسون مانديلا)",
        ),
    ),
    LegalText(
        "bangkok-rules",
        _names(
            "United Nations Rules for the Treatment of Women Prisoners (Bangkok Rules)",
            "Règles des Nations Unies concernant le traitement des détenues (Règles de Bangkok)",
            "قواعد الأمم المتحدة لمعاملة السجينات (قواعد بانكوك)",
        ),
    ),
    LegalText(
        "convention-cndh-dgsn",
        _names(
            "Partnership agreement between the CNDH and the DGSN, 14 September 2022",
            "Convention de partenariat entre le CNDH et la DGSN, 14 septembre 2022",
            "اتفاقية الشراكة بين المجلس الوطني لحقوق الإنسان والمديرية العامة للأمن الوطني، 14 شتنبر 2022",
        ),
    ),
)
