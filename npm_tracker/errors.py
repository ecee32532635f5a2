"""Pages for what went wrong, in the reader's language, with a way on and no technical detail."""

from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string

from npm_tracker import carried
from npm_tracker.views import send_again, sign_in_page


def bad_request(request, exception):
    """What was sent cannot be parsed. Django's own page would try once more, to look for the form's token."""
    return HttpResponseBadRequest(render_to_string("errors/400.html"))


def csrf_failure(request, reason=""):
    """A form without the session's own token. If it is ours and the session ended meanwhile, its words come along."""
    form = carried.pack(request) or request.POST.get("carried", "")
    if form and request.user.is_authenticated:
        return send_again(request, carried.unpack(form, request.user), status=403)
    if form:
        wanted = request.POST.get("next") or request.get_full_path()
        return sign_in_page(request, next_page=wanted, carried_form=form, status=403)
    return render(request, "errors/403_csrf.html", status=403)


def not_found(request, exception):
    """What is foreign and what never existed get this same page."""
    return render(request, "errors/404.html", status=404)


def forbidden(request, exception):
    return render(request, "errors/403.html", status=403)


def server_error(request):
    return render(request, "errors/500.html", status=500)
