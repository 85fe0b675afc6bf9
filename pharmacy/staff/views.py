"""Log-in, log-out, the own password, and the pages that refuse."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from pharmacy.staff.access import home_of, own_account, public
from pharmacy.staff.actions import LogInRefused, TooManyFailures, change_password, log_in, log_out
from pharmacy.staff.forms import LogInForm, NewPasswordForm
from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import NotAllowed

SHEETS = ("secundum", "frame", "parts", "forms")
STYLES = ("vendor/bootstrap/bootstrap.min.css", *(f"secundum/{sheet}.css" for sheet in SHEETS))


@public
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponseBase:
    """Ask who it is, and let them in."""
    form = LogInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            log_in(request=request, **form.cleaned_data)
            return redirect(_next_page(request))
        except (LogInRefused, TooManyFailures) as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, TooManyFailures) else 200
    context = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "staff/login.html", context, status=status)


def _next_page(request: HttpRequest) -> str:
    wanted, hosts = request.GET.get("next", ""), {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=request.is_secure())
    return wanted if is_ours and wanted != "/" else home_of(request.user)  # "/" is where a person who is lost begins


@own_account
@require_POST
def logout(request: HttpRequest) -> HttpResponseBase:
    """Let the person go."""
    if isinstance(request.user, User):
        log_out(request=request, by=request.user)
    return redirect("staff:login")


@own_account
@sensitive_post_parameters("old", "new", "again")
def password(request: HttpRequest) -> HttpResponseBase:
    """Give oneself a new password."""
    assert isinstance(request.user, User)
    form = NewPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        change_password(request=request, by=request.user, new=form.cleaned_data["new"])
        messages.success(request, "Your password is changed. Other sessions of yours have ended.")
        return redirect("staff:password")
    return render(request, "staff/password.html", {"form": form})


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Page 400: the request made no sense."""
    return render(request, "errors/400.html", status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Page 403: says which role is needed."""
    needed = exception.needed if isinstance(exception, NotAllowed) else ()
    roles = [str(Role(role).label) for role in needed]
    context = {"message": str(exception or ""), "roles": roles, "home": home_of(getattr(request, "user", None))}
    return render(request, "errors/403.html", context, status=403)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Page 403 for a form that was not sent from this site, or from a page that was left open too long."""
    message = "The form came from a page that is no longer valid. Go back, reload the page and send it again."
    return render(request, "errors/403.html", {"message": message, "roles": []}, status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Page 404: there is nothing at this address."""
    return render(request, "errors/404.html", status=404)


@public
def failed(request: HttpRequest) -> HttpResponse:
    """Page 500: the program failed. It uses no base page and no rows, so that it can always be shown."""
    return render(None, "errors/500.html", {"styles": _styles()}, status=500)


def _styles() -> tuple[str, ...]:
    """The addresses of the style sheets; none where even these cannot be found: the page can be read without."""
    try:
        return tuple(static(name) for name in STYLES)
    except ValueError:
        return ()
