import { app } from "./app.ts";
import { context } from "./context.ts";
import { helpers } from "./helpers.ts";
import { messages } from "./messages.ts";
import { routes } from "./routes.ts";
import { werkzeug } from "./werkzeug.ts";

/** Flask and its development server. */
export const flask: Readonly<Record<string, string>> = {
  ...werkzeug,
  ...context,
  ...messages,
  ...helpers,
  ...routes,
  ...app,
  "flask/__init__.py": `
__version__ = "@version@"
from json import dumps, loads
from .app import Flask
from .blueprints import Blueprint
from .globals import current_app, g, request, session
from .helpers import abort, flash, jsonify, make_response, redirect, render_template, render_template_string, send_file, url_for
from .wrappers import Response
`,
  "flask/__main__.py": `
from flask.cli import main

main()
`,
  "flask/cli.py": `
import os
import sys


class _NoApp(Exception):
    pass


def locate(name):
    """The application that a name stands for: a file, a module, an attribute of one, or a factory."""
    module, _, attribute = (name or "").partition(":")
    if not module:
        for candidate in ("wsgi", "app"):
            if os.path.isfile(f"{candidate}.py"):
                module = candidate
                break
        else:
            raise _NoApp(
                "Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory."
            )
    if module.endswith(".py"):
        module = module[:-3]
    module = module.strip("/").replace("/", ".")
    sys.path.insert(0, os.getcwd())
    try:
        loaded = __import__(module, None, None, [""])
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise _NoApp(f"Could not import {module!r}.") from None
    if attribute:
        found = getattr(loaded, attribute.rstrip("()"), None)
        if found is None:
            raise _NoApp(f"Failed to find attribute {attribute!r} in {module!r}.")
        return found if hasattr(found, "wsgi_app") else found()
    for candidate in ("app", "application"):
        if hasattr(getattr(loaded, candidate, None), "wsgi_app"):
            return getattr(loaded, candidate)
    for value in list(vars(loaded).values()):
        if not isinstance(value, (type, type(os))) and hasattr(value, "wsgi_app"):
            return value
    for candidate in ("create_app", "make_app"):
        if hasattr(loaded, candidate):
            return getattr(loaded, candidate)()
    raise _NoApp(f"Failed to find Flask application or factory in module {module!r}. Use '{module}:name' to specify one.")


def main():
    from importlib.metadata import version

    words, options, command = sys.argv[1:], {}, None
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if word == "--version":
            print(f"Python {sys.version.split()[0]}\\nFlask {version('flask')}\\nWerkzeug {version('werkzeug')}")
            return 0
        if name in ("--app", "-A", "--host", "-h", "--port", "-p"):
            options[{"-A": "--app", "-h": "--host", "-p": "--port"}.get(name, name)] = value if equals else words.pop(0)
        elif word in ("--debug", "--reload", "--no-reload", "--with-threads", "--no-debugger"):
            options[word] = True
        elif not word.startswith("-") and command is None:
            command = word
        else:
            print(f"Usage: flask run [OPTIONS]\\nTry 'flask run --help' for help.\\n\\nError: No such option: {word}", file=sys.stderr)
            return 2
    if command not in ("run", "routes"):
        print("drydock: of flask's commands, the lab has run and routes", file=sys.stderr)
        return 2
    name = options.get("--app") or os.environ.get("FLASK_APP")
    try:
        if command == "run":
            shown = f" * Serving Flask app '{name or ('wsgi.py' if os.path.isfile('wsgi.py') else 'app.py') }'" if name else None
            debug = "--debug" in options or os.environ.get("FLASK_DEBUG", "") in ("1", "true", "True")
        app = locate(name)
    except _NoApp as error:
        program = "python -m flask" if sys.argv[0].endswith("__main__.py") else "flask"
        print(f"Usage: {program} {command} [OPTIONS]\\nTry '{program} {command} --help' for help.\\n\\nError: {error}", file=sys.stderr)
        return 2
    if command == "routes":
        for rule in app._rules:
            print(f"{rule.endpoint}  {', '.join(sorted(rule.methods - {'HEAD', 'OPTIONS'}))}  {rule.rule}")
        return 0
    app.debug = app.debug or debug
    if shown:
        print(shown, flush=True)
    print(f" * Debug mode: {'on' if app.debug else 'off'}", flush=True)
    from werkzeug.serving import run_simple

    host = options.get("--host") or os.environ.get("FLASK_RUN_HOST") or "127.0.0.1"
    run_simple(host, int(options.get("--port") or os.environ.get("FLASK_RUN_PORT") or 5000), app)
    return 0
`,
};
