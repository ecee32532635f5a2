"""The guides of the institutions' people: neutral and exact, and nothing in them tells of the staff's work."""

from django.utils.translation import gettext_lazy as _

from npm_tracker.guides import Guide, Job, Picture, Said

STUCK = (
    Said(_("A page says that there is nothing at its address: it does not exist, or it is not open to you.")),
    Said(_("A form says that there is a problem: nothing is lost. Each line at the top leads to what is to correct.")),
)
READERS = (
    Said(_("Drafts, and whom a recommendation was passed on to: your institution alone. The NPM does not see them.")),
    Said(_("What headquarters submits: the NPM and the Council. It may be published.")),
    Said(_("Other institutions: nothing of yours. You see nothing of theirs.")),
    Said(_("Accepting a recommendation is no admission of a violation.")),
)
NAME_NOBODY = Said(_("Name nobody who is or was deprived of liberty, neither in a text nor in a file."))

FOCAL_POINT = Guide(
    role="focal_point",
    title=_("Guide for focal points"),
    purpose=_(
        "You prepare the answers of your directorate or place to the recommendations of the NPM. "
        "Your headquarters submits them."
    ),
    sees=(
        Said(_("{home} is your first page: what waits for an answer, the soonest due first."), home=_("What is asked")),
        Said(_("You see the recommendations about your directorate or place that were passed on to you.")),
    ),
    picture=Picture("focal-point", _("The first page of a focal point: what is asked, by date.")),
    jobs=(
        Job(
            _("Prepare an answer"),
            (
                Said(_("Open the recommendation and press {answer}."), answer=_("Answer")),
                Said(_("Choose a position and give its reasons. What you type is saved as you go; you may come back.")),
                Said(_("Add the measures with their dates, and files that show them.")),
                Said(
                    _("Read it once more and press {ready}. Your headquarters submits it, or sends it back to you."),
                    ready=_("Ready for headquarters"),
                ),
            ),
            Picture("answer", _("The form of an answer: positions to choose from, and the steps beside it.")),
        ),
        Job(
            _("Tell how a measure goes"),
            (
                Said(
                    _("On the page of the recommendation, open your measures and press {tell}."),
                    tell=_("Tell of a measure"),
                ),
                Said(_("Later, open the measure and say how far it is. Headquarters submits this too.")),
            ),
        ),
        Job(
            _("When it is not for you, not clear, or too soon"),
            (
                Said(_("Not for you: press {redirect} and say who is competent."), redirect=_("This is not for us")),
                Said(
                    _(
                        "Not clear, or too soon: tell your headquarters. It puts the question to the NPM, "
                        "or asks for more time."
                    )
                ),
            ),
        ),
    ),
    readers=(*READERS[:2], NAME_NOBODY, *READERS[2:]),
    stuck=(
        *STUCK,
        Said(
            _("You marked an answer as ready too early: open it and press {back}."),
            back=_("Take it back to go on writing"),
        ),
        Said(_("For anything else, and for a lost password, ask your headquarters.")),
    ),
)

HEADQUARTERS = Guide(
    role="headquarters",
    title=_("Guide for headquarters"),
    purpose=_("You stand for your whole institution: you pass recommendations on, and you submit its answers."),
    sees=(
        Said(
            _("{home} is your first page: what is ready for you to submit, then what waits for an answer, by date."),
            home=_("What is asked"),
        ),
        Said(
            _("{figures} shows the rates of your institution and how they are counted; nobody else's."),
            figures=_("Our figures"),
        ),
    ),
    picture=Picture("headquarters", _("The first page of headquarters: what is asked, by date.")),
    jobs=(
        Job(
            _("Pass a recommendation on"),
            (
                Said(
                    _("Open the recommendation and press {pass_on}."), pass_on=_("Pass on to a directorate or a place")
                ),
                Said(_("Choose who prepares the answer, and leave a note if you wish. The NPM sees neither.")),
            ),
            Picture("recommendation", _("The page of a recommendation: its text, its dates, and what you may do.")),
        ),
        Job(
            _("Submit an answer"),
            (
                Said(_("Open a line of {ready} and read it."), ready=_("Ready for you to submit")),
                Said(
                    _("Press {change} to correct it, or {back} with a note."),
                    change=_("Change it"),
                    back=_("Send back to be worked on"),
                ),
                Said(
                    _(
                        "Press {submit}. This is your sign-off, and the day that counts. What was submitted stays; "
                        "a newer version may follow."
                    ),
                    submit=_("Submit the answer"),
                ),
            ),
        ),
        Job(
            _("Ask the NPM"),
            (
                Said(_("Something is not clear: press {ask}."), ask=_("Ask what is meant")),
                Said(
                    _("You need more time: press {time} on or before the day that the answer is due."),
                    time=_("Ask for more time"),
                ),
            ),
        ),
        Job(
            _("Letters and people"),
            (
                Said(
                    _(
                        "An answer on paper counts from the day of receipt, once the NPM has recorded it. "
                        "If one is missing under {letters}, say so there."
                    ),
                    letters=_("Letters"),
                ),
                Said(
                    _("Under {people}, press {invite}. A link is shown once: hand it over by a way that you trust."),
                    people=_("People"),
                    invite=_("Invite a focal point"),
                ),
            ),
        ),
    ),
    readers=(*READERS[:2], NAME_NOBODY, *READERS[2:]),
    stuck=(
        *STUCK,
        Said(_("For anything else, and for a lost password, write to the NPM by the usual way.")),
    ),
)

GUIDES = (FOCAL_POINT, HEADQUARTERS)
