"""The guides of the mechanism's own people."""

from django.utils.translation import gettext_lazy as _

from npm_tracker.guides import Guide, Job, Picture, Said

STUCK = (
    Said(
        _(
            "A page says that there is nothing at its address: it does not exist, or it is not open to you. "
            "The site never says which of the two."
        )
    ),
    Said(_("A form says that there is a problem: nothing is lost. Each line at the top leads to what is to correct.")),
    Said(
        _(
            "Somebody else saved the same section in the meantime: both versions stand on the page. "
            "Keep one, or put them together."
        )
    ),
)
ASK_COORDINATOR = Said(_("For anything else, ask a coordinator. A lost password: the administrator."))

LOG_A_VISIT = Job(
    _("Log a visit"),
    (
        Said(
            _("Under {visits}, open the visit. On the day, press {begins}."),
            visits=_("Visits"),
            begins=_("The visit begins"),
        ),
        Said(_("Fill in one section after the other. What you type is saved as you go; you may stop and come back.")),
        Said(_("Under {findings}, write down what was seen: one finding for each thing."), findings=_("Findings")),
        Said(_("At the end, press {over}."), over=_("The visit is over")),
    ),
    Picture("visit", _("The page of a visit: its sections to fill in, each with how far it is.")),
)
WRITE_A_NOTE = Job(
    _("Write an internal note"),
    (
        Said(
            _("On the page of the visit, open {notes} and press {write}."),
            notes=_("Internal notes"),
            write=_("Write a note"),
        ),
        Said(_("Write no name of anybody who spoke, no cell and no hour: they would give the person away.")),
        Said(
            _("Under {words}, mark what could tell who spoke. A recommendation that holds such a word is stopped."),
            words=_("Words that must never leave"),
        ),
    ),
)
DRAFT = Job(
    _("Draft a recommendation"),
    (
        Said(
            _("On the page of the visit, press {draft}. Ask for one thing in each recommendation."),
            draft=_("Draft a recommendation"),
        ),
        Said(_("Say what is to be done, by whom, and how one will see that it is done.")),
        Said(
            _("Press {submit}. A coordinator approves the draft, or sends it back to you with a remark."),
            submit=_("Submit for approval"),
        ),
    ),
)
OF_TEAM = Said(_("Internal notes: the team of the visit alone."))
DRAFTS_READ = Said(_("Drafts of recommendations: the NPM alone; leadership, once they are submitted for approval."))
RELEASED = Said(
    _(
        "What was transmitted: the institution that is responsible. It reads the words of the recommendation, "
        "never your notes, your findings or your name."
    )
)

MEMBER = Guide(
    role="member",
    title=_("Guide for members of the NPM"),
    purpose=_(
        "You visit places of deprivation of liberty, write down what you find, and follow each recommendation "
        "until it is carried out."
    ),
    sees=(
        Said(
            _("{home} is your first page: letters that arrived, what is due this week, what is late."),
            home=_("My work"),
        ),
        Said(
            _(
                "{visits} holds the record of the NPM. A planned unannounced visit is known to its team "
                "and to coordinators alone."
            ),
            visits=_("Visits"),
        ),
    ),
    picture=Picture("member", _("The first page of a member: letters that arrived, this week, what is late.")),
    jobs=(
        LOG_A_VISIT,
        WRITE_A_NOTE,
        DRAFT,
        Job(
            _("Follow a recommendation"),
            (
                Said(
                    _(
                        "An answer on paper: press {record} on your first page. Somebody else checks your entry; "
                        "only then does it count."
                    ),
                    record=_("Record a letter"),
                ),
                Said(
                    _(
                        "On a follow-up visit, press {verify} and say for each open recommendation "
                        "what you established, and how. A coordinator approves."
                    ),
                    verify=_("Verify implementation"),
                ),
            ),
        ),
    ),
    readers=(OF_TEAM, DRAFTS_READ, RELEASED),
    stuck=(*STUCK, ASK_COORDINATOR),
)

EXPERT = Guide(
    role="expert",
    title=_("Guide for external experts"),
    purpose=_("You are appointed to some visits. There you write what members write; all else stays closed to you."),
    sees=(
        Said(_("{visits} lists the visits that you are appointed to."), visits=_("Visits")),
        Said(_("Your access to a visit ends when it is closed, or at the hour set in your appointment.")),
    ),
    picture=Picture("expert", _("The list of visits that an external expert is appointed to.")),
    jobs=(LOG_A_VISIT, WRITE_A_NOTE, DRAFT),
    readers=(OF_TEAM, DRAFTS_READ, RELEASED),
    stuck=(*STUCK, Said(_("A visit is closed to you and you have something to add: ask a coordinator."))),
)

COORDINATOR = Guide(
    role="coordinator",
    title=_("Guide for coordinators"),
    purpose=_(
        "You plan the visits, and you are the second person: what others propose counts, and leaves the house, "
        "only once you have approved it."
    ),
    sees=(
        Said(
            _("{home} begins with {decide}: what others proposed, never what you proposed yourself."),
            home=_("My work"),
            decide=_("To decide"),
        ),
        Said(
            _("Below stand the letters to send, those that arrived, this week, and what is late."),
        ),
    ),
    picture=Picture("coordinator", _("The first page of a coordinator: what is to decide stands first.")),
    jobs=(
        Job(
            _("Plan visits"),
            (
                Said(
                    _("Under {visits}, open {missions} and press {plan}."),
                    visits=_("Visits"),
                    missions=_("Missions"),
                    plan=_("Plan a mission"),
                ),
                Said(_("Press {add} for each place, then appoint the team of the visit."), add=_("Add a visit")),
                Said(_("{coverage} shows what was never visited, by category and region."), coverage=_("Coverage")),
            ),
        ),
        Job(
            _("Approve and transmit recommendations"),
            (
                Said(
                    _("Open a line of {decide}. Press {approve}, or {back} with a remark."),
                    decide=_("To decide"),
                    approve=_("Approve"),
                    back=_("Send back"),
                ),
                Said(
                    _("Under {letters}, open an institution, tick what leaves, and go on."),
                    letters=_("Letters to send"),
                ),
                Said(
                    _("Check what each institution gets, then press {now}. From then on the words never change."),
                    now=_("Transmit now"),
                ),
            ),
            Picture("transmission", _("The page on which a coordinator ticks what leaves, before checking it.")),
        ),
        Job(
            _("Check what others entered or established"),
            (
                Said(
                    _("{letter}: compare the entry with the letter beside it, then press {right}."),
                    letter=_("Check a letter"),
                    right=_("It is right: let it count"),
                ),
                Said(_("Verifications: approve those that you ticked, many at once, or refuse one with a reason.")),
                Said(
                    _("Then release to the institution what it may read, in words that tell nobody who spoke."),
                ),
            ),
        ),
        Job(
            _("Open accounts"),
            (
                Said(
                    _("Under {people}: {partner} for an institution, {staff} for a colleague."),
                    people=_("People"),
                    partner=_("Open a partner account"),
                    staff=_("Propose a staff account"),
                ),
                Said(_("Another coordinator than the one who asked approves an account of the staff.")),
            ),
        ),
    ),
    readers=(
        OF_TEAM,
        Said(_("What you transmit: the institution that is responsible, and those that get a copy.")),
        Said(_("Grades and verifications: the institution, once they are released to it.")),
        Said(_("Your approvals stand in the history with your name. Nobody can rewrite it.")),
    ),
    stuck=(
        *STUCK,
        Said(_("You proposed it yourself: another coordinator decides. That is why there are two at least.")),
    ),
)

LEADERSHIP = Guide(
    role="leadership",
    title=_("Guide for leadership"),
    purpose=_(
        "You see how institutions answer and carry out what was recommended, and you sign the figures "
        "that leave the house."
    ),
    sees=(
        Said(
            _("{dashboard} shows the rates, each with what it is divided by and the day that it stands for."),
            dashboard=_("Dashboard"),
        ),
        Said(_("{institutions} shows each of them with everything below it."), institutions=_("Institutions")),
    ),
    picture=Picture("leadership", _("The dashboard: each rate with the numbers that it is made of.")),
    jobs=(
        Job(
            _("Read a rate"),
            (
                Said(_("Press the figure: the list behind it opens, line by line.")),
                Said(_("{how} says what is counted, and out of what."), how=_("How this is counted")),
                Said(
                    _("{filter} narrows all rates to a period, an institution, a region or a theme."),
                    filter=_("Filter"),
                ),
            ),
        ),
        Job(
            _("Sign a figure"),
            (
                Said(_("Under {decide} on your first page, open the figure."), decide=_("To decide")),
                Said(
                    _("Read its words and the list behind it. Press {sign}, or refuse with a reason."), sign=_("Sign")
                ),
                Said(
                    _(
                        "A signed figure never changes. When the record changes later, its page says "
                        "what it would be today."
                    )
                ),
            ),
            Picture("figure", _("A figure that waits for a signature, with what it counts.")),
        ),
        Job(
            _("Get a document"),
            (
                Said(
                    _("Under {documents}, press {ask} and choose the institution and the day."),
                    documents=_("Documents"),
                    ask=_("Ask for a follow-up sheet"),
                ),
                Said(_("You may leave the page meanwhile. The document waits for you in the list.")),
            ),
        ),
    ),
    readers=(
        Said(_("A figure that you signed may be quoted outside. Your name stands beside it in the record.")),
        Said(_("Documents that you ask for stand in your list alone.")),
        Said(_("You do not see internal notes, planned unannounced visits, and drafts not yet submitted.")),
    ),
    stuck=(*STUCK[:2], ASK_COORDINATOR),
)

ADMINISTRATOR = Guide(
    role="administrator",
    title=_("Guide for administrators"),
    purpose=_("You open and close accounts. You see no visit, no place and no recommendation."),
    sees=(
        Said(_("{home} counts the accounts of both portals, and those that were never entered."), home=_("My work")),
        Said(_("{people} lists the accounts; on each page stands what you may do."), people=_("People")),
    ),
    picture=Picture("administrator", _("The first page of an administrator: accounts by portal.")),
    jobs=(
        Job(
            _("Open an account for an institution"),
            (
                Said(
                    _("Under {people}, press {open} and choose institution and role."),
                    people=_("People"),
                    open=_("Open a partner account"),
                ),
                Said(_("A link is shown once. Hand it over by a way that you trust; it works one time.")),
                Said(_("A focal point of one place is named by a coordinator: you know of no place.")),
            ),
            Picture("account", _("The form that opens an account for an institution.")),
        ),
        Job(
            _("Propose an account of the staff"),
            (
                Said(_("Under {people}, press {propose}."), people=_("People"), propose=_("Propose a staff account")),
                Said(_("A coordinator approves it; then you make the invitation.")),
            ),
        ),
        Job(
            _("When a password is lost, or somebody leaves"),
            (
                Said(
                    _("An institution: on the person's page, press {invite}. One of the staff: {propose}."),
                    invite=_("Make an invitation"),
                    propose=_("Propose a new invitation"),
                ),
                Said(
                    _("Somebody leaves: press {deactivate}. The person is out at the next click."),
                    deactivate=_("Deactivate"),
                ),
            ),
        ),
    ),
    readers=(
        Said(_("Coordinators see each account, who asked for it and who approved it.")),
        Said(_("Nobody sees a password, neither you nor a coordinator.")),
    ),
    stuck=(*STUCK[:2], Said(_("For anything else, ask a coordinator."))),
)

GUIDES = (MEMBER, EXPERT, COORDINATOR, LEADERSHIP, ADMINISTRATOR)
