"""Pages of one's own account, help, the language switch and the health check: the same in both portals."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from npm_tracker import accounts, carried, guides, policy
from npm_tracker.policy import allow
from npm_tracker.sessions import FOLLOWS


@require_GET
@allow(policy.anyone)
def healthz(request):
    """That the process answers; it says nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@allow(policy.anyone)
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = accounts.SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        return _enter(request, form.user)
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return sign_in_page(request, form=form, next_page=wanted, carried_form=request.POST.get("carried", ""))


def sign_in_page(request, *, form=None, next_page, carried_form, status=200):
    """`carried_form` holds what was typed into a form after the session had ended (npm_tracker/carried.py)."""
    offered = accounts.demonstration_accounts() if settings.DEMO else []
    context = {
        "form": form or accounts.SignInForm(request=request),
        "next": next_page,
        "carried": carried_form,
        "demonstration_accounts": offered,
    }
    return TemplateResponse(request, "account/sign_in.html", context, status=status)


def _enter(request, user):
    """Signs in and goes on: to the page that was wanted, or to what was typed before the session ended."""
    accounts.sign_in(request, user)
    form = carried.unpack(request.POST.get("carried", ""), user)
    return send_again(request, form) if form else HttpResponseRedirect(_next(request))


def send_again(request, form, status=200):
    """What was typed, and one button that sends it to where it was to go."""
    if form is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return TemplateResponse(request, "account/send_again.html", {"carried": form}, status=status)


@require_POST
@allow(policy.anyone)
def demonstration_sign_in(request, public_id):
    """One click enters an account of the demonstration. Outside demonstration mode this page does not exist."""
    if not settings.DEMO:
        raise Http404
    user = next((each for each in accounts.demonstration_accounts() if each.public_id == public_id), None)
    if user is None:
        raise Http404
    return _enter(request, user)


@require_http_methods(["GET", "POST"])
@allow(policy.anyone)
def session(request):
    """The seconds that the session still has, and how many it can have. A POST is somebody who wants to stay.

    `carried`: it has ended by itself, so that a form sent now comes along (npm_tracker/carried.py).
    """
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0, "most": 0, "carried": FOLLOWS in request.session})
    return JsonResponse({"left": request.session.seconds_left(), "most": request.session.get_session_cookie_age()})


@require_GET
@allow(policy.anyone)
def cover(request):
    """A page that anybody may see, to stand where a confidential one stood."""
    return TemplateResponse(request, "account/cover.html")


@require_POST
@allow(policy.anyone)
def sign_out(request):
    accounts.sign_out(request)
    response = redirect("sign-in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_POST
@allow(policy.anyone)
def language(request):
    """Switches the language and stays on the page."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request))
    if code in settings.PROFILE.languages:
        translation.activate(code)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=365 * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
        if request.user.is_authenticated and request.user.language != code:
            request.user.language = code
            request.user.save(update_fields=["language"])
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@allow(policy.signed_in)
def account(request):
    """One's own account: who one is here, a new password, and whether mails come."""
    form = accounts.ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save(request)
        messages.success(request, _("Your password is changed."))
        return redirect("account")
    context = {"form": form, "mails_form": accounts.MailsForm(instance=request.user)}
    return TemplateResponse(request, "account/account.html", context)


@require_POST
@allow(policy.signed_in)
def account_mails(request):
    """Switches one's own mails on or off."""
    form = accounts.MailsForm(request.POST, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Mails are on.") if request.user.mails else _("Mails are off."))
    return redirect("account")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@allow(policy.anyone)
def invitation(request, token):
    """Where an invited person chooses a password; the link works once."""
    found = accounts.open_invitation(token)
    if found is None:
        return TemplateResponse(request, "account/invitation_over.html", status=404)
    form = accounts.NewPasswordForm(request.POST or None, user=found.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        accounts.sign_in(request, found.user)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return TemplateResponse(request, "account/invitation.html", {"form": form, "invited": found.user})


@require_GET
@allow(policy.anyone)
def help_page(request):
    """The guide of one's own role; before sign-in, how to get in."""
    if not request.user.is_authenticated:
        return TemplateResponse(request, "help/sign_in.html")
    return _guide(request, request.user.role)


@require_GET
@allow(policy.signed_in)
def help_guide(request, role):
    """The guide of another role of this portal; the roles of the other portal do not exist here."""
    if role not in guides.of_portal(settings.PORTAL):
        raise Http404
    return _guide(request, role)


def _guide(request, role):
    all_guides = guides.of_portal(settings.PORTAL)
    others = [guide for guide in all_guides.values() if guide.role != role]
    return TemplateResponse(request, "help/guide.html", {"guide": all_guides[role], "others": others})


def _next(request):
    """Where to go on: the page asked for, when it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse(settings.LOGIN_REDIRECT_URL)
