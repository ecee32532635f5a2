"""Pages for what went wrong, in the reader's language, with a way on and no technical detail."""

from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request, exception):
    """What was sent cannot be parsed. Django's own page would try once more, to look for the form's token."""
    return HttpResponseBadRequest(render_to_string("errors/400.html"))


def csrf_failure(request, reason=""):
    return render(request, "errors/403_csrf.html", status=403)


def not_found(request, exception):
    """What is foreign and what never existed get this same page."""
    return render(request, "errors/404.html", status=404)


def forbidden(request, exception):
    return render(request, "errors/403.html", status=403)


def server_error(request):
    return render(request, "errors/500.html", status=500)
