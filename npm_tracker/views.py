"""Pages of one's own account, the language switch and the health check: the same in both portals."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from npm_tracker import accounts, policy
from npm_tracker.policy import allow


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
        accounts.sign_in(request, form.user)
        return HttpResponseRedirect(_next(request))
    offered = accounts.demonstration_accounts() if settings.DEMO else []
    context = {"form": form, "next": request.GET.get("next", ""), "demonstration_accounts": offered}
    return TemplateResponse(request, "account/sign_in.html", context)


@require_POST
@allow(policy.anyone)
def demonstration_sign_in(request, public_id):
    """One click enters an account of the demonstration. Outside demonstration mode this page does not exist."""
    if not settings.DEMO:
        raise Http404
    user = next((each for each in accounts.demonstration_accounts() if each.public_id == public_id), None)
    if user is None:
        raise Http404
    accounts.sign_in(request, user)
    return HttpResponseRedirect(_next(request))


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
    """One's own account: who one is here, and a new password."""
    form = accounts.ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save(request)
        messages.success(request, _("Your password is changed."))
        return redirect("account")
    return TemplateResponse(request, "account/account.html", {"form": form})


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


def _next(request):
    """Where to go on: the page asked for, when it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse(settings.LOGIN_REDIRECT_URL)
