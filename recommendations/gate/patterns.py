"""What may tell who spoke, as patterns over folded text (npm_tracker/folding.py), in Arabic, French and English.

Folded means: lower case, no accents, ى and ة as ي and ه, every digit as 0–9, every apostrophe as '. A pattern that is
too wide costs a reason, one that is too narrow a person: in doubt it is wide.
"""

import re

NUMBER_SIGN = r"(?:n\s?°|n\s?[o0]\b\.?|nos?\.|nr\.?|numeros?|num\.?|numbers?|#|رقم|عدد)\s*:?\s*"
AR_BEFORE = r"(?<!\w)[وف]?[بكل]?(?:ال|ل)?"  # and, in, as, for, the: written as one with their word
FR_NUMBERS = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
    " vingt-deux vingt-trois vingt"
)
EN_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
AR_SECOND_TO_TENTH = r"ثانيه?|ثالثه?|رابعه?|خامسه?|سادسه?|سابعه?|ثامنه?|تاسعه?|عاشره?"
AR_TEENS = r"حادي(?:ه)? عشر(?:ه)?|ثاني(?:ه)? عشر(?:ه)?"
AR_ORDINALS = rf"(?:ال)?(?:{AR_TEENS}|اولي?|{AR_SECOND_TO_TENTH})"
AR_HOURS = rf"(?:ال)?(?:{AR_TEENS}|واحده|{AR_SECOND_TO_TENTH})"  # "the first hour" is a length
HOUR = r"(?:[01]?\d|2[0-3])"


def words(text):
    """One alternative per word, the longer before the shorter."""
    return "(?:" + "|".join(sorted(map(re.escape, text.split()), key=len, reverse=True)) + ")"


def compiled(*patterns):
    return [re.compile(pattern) for pattern in patterns]


GAP = r"[\s./()-]{0,2}"
DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d")
PHONE = compiled(
    rf"(?<![\d+])(?:\+|00){GAP}\d(?:{GAP}\d){{8,13}}(?!\d)",
    rf"(?<!\d)0{GAP}[5-8](?:{GAP}\d){{8}}(?!\d)",
)

CARD_WORDS = (
    r"(?:\bc\.?(?:i\.?n|n\.?i\.?e?)\b\.?|\bcartes? nationales?|cartes? d'identite|identity cards?"
    r"|\bid (?:cards?|numbers?)|لبطاقه الوطنيه|بطاقه التعريف|بطاقته الوطنيه"
    r"|ب\.?\s?(?:و|ت)\.?\s?(?:و\.?)?(?=\s*(?:رقم|عدد)))"
)
IDENTITY_CARD = compiled(
    r"(?<!\w)[a-z]{1,2}\d{5,6}(?!\w)",
    rf"{CARD_WORDS}[^\d\n.;]{{0,40}}(?:\b[a-z]{{1,2}}[\s.-]?)?\d(?:[\s.-]?\d){{3,}}",
)
# With a gap it could be a word and an amount ("a 10 000"): only in capitals.
IDENTITY_CARD_SPACED = re.compile(r"(?<!\w)[A-Z](?:\s?\.?\s?[A-Z])?[\s.\-\u00a0]{1,3}\d(?:[\s.-]?\d){4,5}(?!\w)")

FILE_WORDS = (
    r"(?:\becrou\w*|\bdossiers?|proces[- ]verb\w+|\bpv|\bp\.v\.?|matricules?|plaintes?|\bprocedures?|\bfiles?|\bcases?"
    r"|prisoners?|detainees?|inmates?|complaints?|dockets?|\bdetenue?s?"
    rf"|{AR_BEFORE}(?:ملف|محضر|اعتقال|سجين|معتقل|شكايه|نزيل|مسطره|قضيه|ترقيم))"
)
LAW_WORDS = re.compile(
    r"(?:\blois?|dahirs?|decrets?|arretes?|circulaires?|articles?|\blaws?|\bacts?|decrees?|circulars?|\brules?|regles?"
    r"|conventions?|recommand\w+|recommend\w+|قانون|ظهير|مرسوم|دوري(?:ه|ات)|قرار|ماده|توصي\w+)\W{0,3}(?:\w+\W+){0,2}$"
)
YEAR = re.compile(r"(?:19|20)\d\d$")
FILE_NUMBER = compiled(
    rf"{FILE_WORDS}\w{{0,3}}(?:\W{{1,3}}\w+){{0,3}}?\W{{0,3}}(?:{NUMBER_SIGN}|:\s*)[a-z]{{0,2}}\d[\d/ .-]*",
    rf"{FILE_WORDS}\w{{0,3}}(?:\W{{1,3}}[^\W\d]+){{0,2}}\W{{1,3}}(?:\d{{4,}}|\d+/\d+)[\d/]*",
    r"(?:ecrou\w*|matricules?|اعتقال)\W{1,3}\d[\d ]*",
    r"(?<![\d/.-])\d{1,6}/\d{3,4}/(?:19|20)?\d\d(?![\d/])",
    r"(?<![\d/.-])\d{3,6}/(?:(?:19|20)\d\d|\d\d)(?![\d/])",
    r"(?<![\d/.-])(?:19|20)\d\d[/-]\d{3,6}(?![\d/])",
    rf"{NUMBER_SIGN}\d{{4,}}",
    r"(?<![\d.,/+-])\d{5,}(?![\d/])(?!\s*(?:dirhams?|dhs?\b|mad\b|درهم))",
)

FR_AT = r"(?:\b(?:a|vers|des|avant|apres|depuis|entre|jusqu'a)\s+)"
LENGTH_AFTER = (
    r"(?!\s+(?:par|au moins|au plus|au maximum|au minimum|maximum|minimum|consecutives|quotidien\w*|hebdomadaires?"
    r"|d'affilee|apres|avant|suivant|chaque|de\s+(?!la\s+(?:nuit|matinee))|d'))"
)
# "limited to 12 hours": a length, not an hour of the day.
LENGTH_BEFORE = re.compile(
    r"(?:limit|port|redui|reduc|ramen|eten|exten|fix|inferieur|superieur|egal|equival|prolong|delai|duree)\w*\s+(?:\S+\s+){0,3}$"
)
HOURS = compiled(
    rf"(?<![\d.,]){HOUR}\s?h\s?[0-5]\d(?!\d)",
    rf"(?<![\d:.,]){HOUR}\s?:\s?[0-5]\d(?![\d:])",
    rf"(?:{FR_AT}|\bat\s+|الساعه\s+){HOUR}[.][0-5]\d(?!\d)",
    rf"{FR_AT}(?:{HOUR}|{words(FR_NUMBERS)})(?:\s+et\s+(?:{HOUR}|{words(FR_NUMBERS)}))?\s?(?:h\b(?!/)|heures?\b){LENGTH_AFTER}",
    rf"(?:\b{HOUR}|\b{words(FR_NUMBERS)}|\bune)\s?(?:h|heures?)\s+(?:du\s+(?:matin|soir)|de\s+l'apres-midi|de\s+la\s+nuit)",
    rf"\b(?:{HOUR}|{words(EN_NUMBERS)})\s?(?:[ap]\.?\s?m\b\.?|o'clock|in the (?:morning|afternoon|evening)|at night)",
    rf"\bat\s+{HOUR}\s+hours\b",
    r"\b(?:at|around|about)\s+(?:[01]\d|2[0-3])[0-5]\d\s?(?:h\b|hrs?\b|hours\b)",
    r"\b(?:at|after|before|around|until|a|vers|apres|avant|jusqu'a)\s+(?:midnight|minuit)\b",
    rf"(?<!\w)\w{{0,2}}لساعه\s+(?:(?:{HOUR})(?!\d)(?::[0-5]\d)?|{AR_HOURS}(?!\w))",
    rf"(?:(?<!\d){HOUR}|{AR_HOURS})\s*(?:صباحا|مساء|ليلا|زوالا|ظهرا|عصرا|فجرا|بعد الزوال|بعد الظهر)(?!\w)",
    r"منتصف الليل",
)

ROOM_WORDS = (
    r"\b(?:cellules?|chambres?|dortoirs?|quartiers?|pavillons?|ailes?|blocs?|salles?|geoles?|lits?|cells?|rooms?|wards?"
    r"|dormitory|dormitories|blocks?|wings?|units?|beds?)"
)
AR_ROOM_WORDS = rf"{AR_BEFORE}(?:زنزانه|زنازين|غرفه|غرف|جناح|اجنحه|عنبر|عنابر|حجره|حجرات|قاعه|حي|مرقد|سرير|بلوك)"
# "a room 24 hours a day", "rooms of 9 m²": a size, not a name.
NOT_A_SIZE = (
    r"(?!\d)(?!\s*(?:hours?|heures?|h\b|jours?|days?|%|m2|m²|metres?|meters?|personnes?|people|persons?|detenus?"
    r"|detainees?|prisoners?|places?|lits?|beds?|fois|times|ans|years"
    r"|ساعه|ساعات|شخص|اشخاص|سجين|سجناء|متر|امتار|سرير|اسره|في الميه|يوم))"
)
ROOM = compiled(
    rf"{ROOM_WORDS}\s+(?:{NUMBER_SIGN})?[a-z]{{0,2}}[\s-]?\d{{1,4}}(?:\s?[a-z]\b)?{NOT_A_SIZE}",
    rf"\b(?:cellule|chambre|dortoir|cell|room|ward)\s+(?:{NUMBER_SIGN})?(?:{words(FR_NUMBERS)}|{words(EN_NUMBERS)})\b{NOT_A_SIZE}",
    rf"{AR_ROOM_WORDS}\s+(?:{NUMBER_SIGN})?(?:\d{{1,4}}{NOT_A_SIZE}|[ابجد](?!\w)|{AR_ORDINALS}(?!\w))",
)
ROOM_LETTER = re.compile(rf"{ROOM_WORDS}\s+(?:{NUMBER_SIGN})?([a-z])\b(?!')")  # in capitals where it was written

PEOPLE = (
    r"(?:detenue?s?|personnes?|prisonnier\w*|mineure?s?|femmes|gardes? a vue|patient\w*|resident\w*|enfants|jeunes)"
)
EN_PEOPLE = (
    r"(?:detenue?s?|personnes?|prisonnier\w*|mineure?s?|femmes|gardes? a vue|patient\w*|resident\w*|enfants|jeunes)"
)
EN_PEOPLE = r"(?:detainees?|persons?|people|prisoners?|inmates?|minors?|women|patients?|residents?|children|juveniles?)"
AR_PEOPLE = (
    r"(?:السجناء|النزلاء|المعتقلين|المحتجزين|السجينات|الاشخاص|القاصرين|الاطفال|المرضي|النساء"
    r"|سجناء|نزلاء|معتقلين)"
)
# Institutions are told "on site" or "documents", never that somebody spoke.
SPOKE = compiled(
    r"\binterview(?:s|ed|es|ees?|er|ers)?\b",
    rf"\bentretiens?\s+(?:(?:prives?|individuels?|confidentiels?|menes?|realises?|conduits?)\s+)*avec\s+(?:des|les|plusieurs|\w+)\s+{PEOPLE}",
    rf"\b{PEOPLE}\s+(?:\w+\s+)?(?:rencontree?s?|entendue?s?|interrogee?s?|interviewee?s?)",
    r"\btemoignages?\b",
    rf"\b(?:selon|d'apres)\s+(?:(?:les|des|plusieurs|certains|certaines|un|une)\s+)?(?:dires|declarations|propos|recits?|{PEOPLE})\b",
    rf"\b{PEOPLE}\s+(?:(?:nous|lui)\s+)?(?:ont|a)\s+(?:declare|dit|affirme|raconte|indique|explique|signale|rapporte|confie)\b",
    r"\bnous\s+(?:a|ont)\s+(?:ete\s+)?(?:declare|dit|affirme|raconte|confie|rapporte)\w*",
    r"\btestimon(?:y|ies)\b",
    rf"\b(?:according to|as told by)\s+(?:(?:the|some|several|a|one|two|three)\s+)?{EN_PEOPLE}",
    rf"\b{EN_PEOPLE}\s+(?:(?:have|had)\s+)?(?:said|told|stated|reported|complained|claimed|alleged|explained|confided)\b",
    rf"{AR_BEFORE}(?:مقابلات|لقاءات|مقابله|استماع)\s+(?:\w+\s+)?(?:مع|الي|ل)\s*{AR_PEOPLE}",
    rf"(?:صرح|افاد|اكد|حكي|اخبر|قال|ذكر|اشتكي)(?:وا|ت|ن)?\s+(?:لنا\s+)?(?:\w+\s+)?{AR_PEOPLE}",
    rf"{AR_BEFORE}(?:شهادات|شهاده|تصريحات|تصريح|اقوال|افادات|روايات)\s+(?:\w+\s+)?{AR_PEOPLE}",
    r"(?:حسب|وفق)\s+(?:تصريحات|اقوال|شهادات|افادات|ما صرح)",
)

# Over the text as it was written. What is opened and not closed goes to the end of its line.
QUOTATIONS = compiled(
    r"«[^»\n]*(?:»|(?=\n)|$)",
    r"[“„‟][^“”\n]*(?:[“”]|(?=\n)|$)",
    r'"[^"\n]+"',
    r"‹[^›\n]*›",
    r"(?<!\w)‘[^‘’\n]{2,}’(?!\w)",
    r"(?<!\w)'[^'\n]{2,}'(?!\w)",
)
