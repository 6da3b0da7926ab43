/** What views call to make a response. */
export const helpers: Readonly<Record<string, string>> = {
  "flask/helpers.py": `
import json
import re
from urllib.parse import urlencode
from werkzeug.exceptions import HTTPException
from .globals import current_app, session
from .wrappers import Response


def _json(value):
    app = current_app._object()
    compact = not app.debug
    return json.dumps(value, sort_keys=True, default=str, separators=(",", ":") if compact else None, indent=None if compact else 2) + "\\n"


def jsonify(*args, **values):
    content = values if values else args[0] if len(args) == 1 else list(args)
    return Response(_json(content), mimetype="application/json")


def make_response(*args):
    return current_app._object().make_response(args[0] if len(args) == 1 else args)


def abort(code, description=None):
    for kind in HTTPException.__subclasses__():
        if kind.code == code and kind is not HTTPException:
            raise kind(description)
    raise HTTPException(description, code)


def redirect(location, code=302):
    page = f'<!doctype html>\\n<html lang=en>\\n<title>Redirecting...</title>\\n<h1>Redirecting...</h1>\\n<p>You should be redirected automatically to the target URL: <a href="{location}">{location}</a>. If not, click the link.\\n'
    return Response(page, code, {"Location": location})


def url_for(endpoint, **values):
    if endpoint == "static":
        return f"/static/{values['filename']}"
    for rule in current_app._object()._rules:
        if rule.endpoint == endpoint:
            path = rule.rule
            for name in re.findall(r"<(?:\\w+:)?(\\w+)>", path):
                path = re.sub(rf"<(?:\\w+:)?{name}>", str(values.pop(name)), path)
            return path + (f"?{urlencode(values)}" if values else "")
    raise RuntimeError(f"Could not build url for endpoint {endpoint!r}.")


def render_template_string(source, **values):
    raise NotImplementedError("drydock: Jinja's templates are not part of the lab; return text or JSON")


def render_template(name, **values):
    raise NotImplementedError("drydock: Jinja's templates are not part of the lab; return text or JSON")


def send_file(path, mimetype=None, **options):
    import mimetypes

    with open(path, "rb") as file:
        return Response(file.read(), mimetype=mimetype or mimetypes.guess_type(path)[0] or "application/octet-stream")


def flash(message, category="message"):
    session.setdefault("_flashes", []).append((category, message))
`,
};
