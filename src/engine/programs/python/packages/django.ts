/** Django's version, which images ask for; the framework itself is not part of the lab, and `manage.py` has a program of its own. */
export const django: Readonly<Record<string, string>> = {
  "django/__init__.py": `__version__ = "@version@"
VERSION = tuple(int(part) for part in __version__.split(".")) + ("final", 0)


def get_version():
    return __version__
`,
};
