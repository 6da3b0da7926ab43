/** Paths and patterns of paths. */
export const paths: Readonly<Record<string, string>> = {
  pathlib: `
import os


class PurePath:
    def __init__(self, *parts):
        joined = os.path.join(*[os.fspath(part) for part in parts]) if parts else "."
        pieces = [piece for piece in joined.split("/") if piece not in ("", ".")]
        self._path = ("/" if joined.startswith("/") else "") + "/".join(pieces) or "."

    def __fspath__(self):
        return self._path

    def __str__(self):
        return self._path

    def __repr__(self):
        return f"PosixPath({self._path!r})"

    def __eq__(self, other):
        return isinstance(other, PurePath) and self._path == other._path

    def __lt__(self, other):
        return self._path < other._path

    def __hash__(self):
        return hash(self._path)

    def __truediv__(self, other):
        return type(self)(self._path, other)

    def __rtruediv__(self, other):
        return type(self)(other, self._path)

    def joinpath(self, *others):
        return type(self)(self._path, *others)

    @property
    def name(self):
        return os.path.basename(self._path)

    @property
    def stem(self):
        return os.path.splitext(self.name)[0]

    @property
    def suffix(self):
        return os.path.splitext(self.name)[1]

    @property
    def parent(self):
        return type(self)(os.path.dirname(self._path) or ".")

    @property
    def parents(self):
        made, at = [], self
        while at != at.parent:
            at = at.parent
            made.append(at)
        return made

    @property
    def parts(self):
        return (("/",) if self._path.startswith("/") else ()) + tuple(piece for piece in self._path.split("/") if piece)

    def is_absolute(self):
        return self._path.startswith("/")

    def with_suffix(self, suffix):
        return type(self)(os.path.splitext(self._path)[0] + suffix)

    def with_name(self, name):
        return self.parent / name

    def relative_to(self, other):
        return type(self)(os.path.relpath(self._path, os.fspath(other)))

    def as_posix(self):
        return self._path


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser("~"))

    def exists(self):
        return os.path.exists(self._path)

    def is_file(self):
        return os.path.isfile(self._path)

    def is_dir(self):
        return os.path.isdir(self._path)

    def is_symlink(self):
        return os.path.islink(self._path)

    def absolute(self):
        return Path(os.path.abspath(self._path))

    def resolve(self, strict=False):
        return Path(os.path.realpath(self._path))

    def expanduser(self):
        return Path(os.path.expanduser(self._path))

    def stat(self):
        return os.stat(self._path)

    def open(self, mode="r", *args, **keywords):
        return open(self._path, mode, *args, **keywords)

    def read_text(self, encoding=None):
        with open(self._path, "r", encoding=encoding or "utf-8") as file:
            return file.read()

    def read_bytes(self):
        with open(self._path, "rb") as file:
            return file.read()

    def write_text(self, text, encoding=None):
        with open(self._path, "w", encoding=encoding or "utf-8") as file:
            return file.write(text)

    def write_bytes(self, data):
        with open(self._path, "wb") as file:
            return file.write(data)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents:
            os.makedirs(self._path, mode, exist_ok)
        else:
            try:
                os.mkdir(self._path, mode)
            except FileExistsError:
                if not exist_ok or not self.is_dir():
                    raise

    def touch(self, mode=0o666, exist_ok=True):
        if not self.exists():
            self.write_text("")

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self._path)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self._path)

    def rename(self, target):
        os.rename(self._path, os.fspath(target))
        return Path(target)

    replace = rename

    def chmod(self, mode):
        os.chmod(self._path, mode)

    def iterdir(self):
        return (self / name for name in os.listdir(self._path))

    def glob(self, pattern):
        import glob

        return (Path(found) for found in glob.glob(os.path.join(self._path, pattern), recursive=True))

    def rglob(self, pattern):
        return self.glob("**/" + pattern)


PosixPath = Path
PurePosixPath = PurePath
`,
  glob: `
import os
import re


def _pattern(text):
    made = ""
    index = 0
    while index < len(text):
        if text.startswith("**/", index):
            made += "(?:.*/)?"
            index += 3
            continue
        character = text[index]
        made += {"*": "[^/]*", "?": "[^/]"}.get(character) or re.escape(character)
        index += 1
    return re.compile(made)


def iglob(pathname, recursive=False):
    fixed = pathname.split("*")[0].split("?")[0]
    top = os.path.dirname(fixed) or ("/" if pathname.startswith("/") else ".")
    pattern = _pattern(pathname)
    for folder, folders, files in os.walk(top):
        for name in sorted(folders + files):
            path = os.path.join(folder, name) if folder != "." else name
            if pattern.fullmatch(path):
                yield path


def glob(pathname, recursive=False, **options):
    return list(iglob(pathname, recursive))
`,
  fnmatch: `
import re


def fnmatch(name, pattern):
    made = "".join({"*": ".*", "?": "."}.get(character) or re.escape(character) for character in pattern)
    return re.fullmatch(made, name) is not None


def filter(names, pattern):
    return [name for name in names if fnmatch(name, pattern)]
`,
};
