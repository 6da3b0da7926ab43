/** Paths, files, the command line, other programs. */
export const files: Readonly<Record<string, string>> = {
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

  shutil: `
import os


class Error(OSError):
    pass


def copyfile(source, target, **options):
    with open(source, "rb") as file:
        data = file.read()
    with open(target, "wb") as file:
        file.write(data)
    return target


def copy(source, target, **options):
    if os.path.isdir(target):
        target = os.path.join(os.fspath(target), os.path.basename(source))
    copyfile(source, target)
    os.chmod(target, os.stat(source).st_mode & 0o7777)
    return target


copy2 = copy


def copytree(source, target, dirs_exist_ok=False, **options):
    os.makedirs(target, exist_ok=dirs_exist_ok)
    for name in os.listdir(source):
        inner = os.path.join(source, name)
        if os.path.isdir(inner):
            copytree(inner, os.path.join(target, name), dirs_exist_ok)
        else:
            copy(inner, os.path.join(target, name))
    return target


def rmtree(path, ignore_errors=False, **options):
    try:
        for name in os.listdir(path):
            inner = os.path.join(os.fspath(path), name)
            if os.path.isdir(inner) and not os.path.islink(inner):
                rmtree(inner)
            else:
                os.remove(inner)
        os.rmdir(path)
    except OSError:
        if not ignore_errors:
            raise


def move(source, target):
    if os.path.isdir(target):
        target = os.path.join(target, os.path.basename(source))
    os.rename(source, target)
    return target


def which(command, path=None):
    for folder in (path or os.environ.get("PATH", "")).split(":"):
        found = os.path.join(folder, command)
        if os.path.isfile(found) and os.access(found, os.X_OK):
            return found
    return None
`,

  tempfile: `
import _hashlib
import os
import shutil


def gettempdir():
    return os.environ.get("TMPDIR", "/tmp")


def _name(prefix, suffix, folder):
    return os.path.join(folder or gettempdir(), (prefix or "tmp") + _hashlib.random_bytes(4).hex() + (suffix or ""))


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _name(prefix, suffix, dir)
    os.mkdir(path, 0o700)
    return path


def mkstemp(suffix=None, prefix=None, dir=None):
    path = _name(prefix, suffix, dir)
    open(path, "w").close()
    return 3, path


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None):
        self.name = mkdtemp(suffix, prefix, dir)

    def cleanup(self):
        shutil.rmtree(self.name, ignore_errors=True)

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        self.cleanup()


class NamedTemporaryFile:
    def __init__(self, mode="w+b", delete=True, suffix=None, prefix=None, dir=None, **options):
        self.name = _name(prefix, suffix, dir)
        self._file = open(self.name, mode)
        self._delete = delete

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def close(self):
        self._file.close()
        if self._delete and os.path.exists(self.name):
            os.remove(self.name)

    def __exit__(self, *details):
        self.close()


TemporaryFile = NamedTemporaryFile
`,

  csv: String.raw`
QUOTE_MINIMAL, QUOTE_ALL = 0, 1


def _cells(line, delimiter):
    cells, cell, quoted, index = [], "", False, 0
    while index < len(line):
        character = line[index]
        if quoted:
            if character == '"' and line[index + 1 : index + 2] == '"':
                cell += '"'
                index += 1
            elif character == '"':
                quoted = False
            else:
                cell += character
        elif character == '"':
            quoted = True
        elif character == delimiter:
            cells.append(cell)
            cell = ""
        else:
            cell += character
        index += 1
    return cells + [cell]


def reader(lines, delimiter=",", **options):
    for line in lines:
        line = line.rstrip("\r\n")
        yield _cells(line, delimiter) if line else []


class DictReader:
    def __init__(self, lines, fieldnames=None, **options):
        self._rows = reader(lines, **options)
        self.fieldnames = fieldnames or next(self._rows, None)

    def __iter__(self):
        return self

    def __next__(self):
        return dict(zip(self.fieldnames, next(self._rows)))


class writer:
    def __init__(self, file, delimiter=",", lineterminator="\r\n", **options):
        self._file, self._delimiter, self._end = file, delimiter, lineterminator

    def writerow(self, row):
        def cell(value):
            text = "" if value is None else str(value)
            if any(character in text for character in (self._delimiter, '"', "\n", "\r")):
                return '"' + text.replace('"', '""') + '"'
            return text

        return self._file.write(self._delimiter.join(map(cell, row)) + self._end)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictWriter:
    def __init__(self, file, fieldnames, **options):
        self.fieldnames = fieldnames
        self._writer = writer(file, **options)

    def writeheader(self):
        self._writer.writerow(self.fieldnames)

    def writerow(self, row):
        self._writer.writerow([row.get(name, "") for name in self.fieldnames])

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)
`,

  platform: `
import os
import sys


def python_version():
    return sys.version.split()[0]


def python_implementation():
    return "CPython"


def system():
    return "Linux"


def node():
    return os.uname().nodename


def release():
    return os.uname().release


def machine():
    return "x86_64"


def version():
    return os.uname().version


def processor():
    return ""


def platform():
    return f"Linux-{release()}-x86_64-with-glibc2.36"


def uname():
    return os.uname()
`,

  getpass: `
import os


def getuser():
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    import pwd

    return pwd.getpwuid(os.getuid())[0]


def getpass(prompt="Password: "):
    return input(prompt)
`,

  pwd: String.raw`
from collections import namedtuple

struct_passwd = namedtuple("struct_passwd", "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell")


def getpwall():
    with open("/etc/passwd") as file:
        rows = [line.rstrip("\n").split(":") for line in file if line.strip()]
    return [struct_passwd(row[0], row[1], int(row[2]), int(row[3]), *row[4:7]) for row in rows]


def getpwuid(uid):
    for entry in getpwall():
        if entry.pw_uid == uid:
            return entry
    raise KeyError(f"getpwuid(): uid not found: {uid}")


def getpwnam(name):
    for entry in getpwall():
        if entry.pw_name == name:
            return entry
    raise KeyError(f"getpwnam(): name not found: {name!r}")
`,

  argparse: String.raw`
import os
import sys


class Namespace:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __repr__(self):
        return "Namespace(" + ", ".join(f"{key}={value!r}" for key, value in self.__dict__.items()) + ")"


class ArgumentTypeError(Exception):
    pass


class _Action:
    def __init__(self, names, options):
        self.names = names
        self.positional = not names[0].startswith("-")
        self.action = options.get("action", "store")
        self.nargs = options.get("nargs")
        self.type = options.get("type")
        self.choices = options.get("choices")
        self.required = options.get("required", False)
        self.help = options.get("help")
        long = [name for name in names if name.startswith("--")]
        self.dest = options.get("dest") or (long or list(names))[0].lstrip("-").replace("-", "_")
        self.metavar = options.get("metavar") or (self.dest if self.positional else self.dest.upper())
        self.const = options.get("const")
        default = {"store_true": False, "store_false": True}.get(self.action)
        self.default = options.get("default", default)


class ArgumentParser:
    def __init__(self, prog=None, description=None, epilog=None, **options):
        self.prog = prog or os.path.basename(sys.argv[0])
        self.description = description
        self.epilog = epilog
        self._actions = []
        self._commands = None

    def add_argument(self, *names, **options):
        action = _Action(names, options)
        self._actions.append(action)
        return action

    def add_argument_group(self, *args, **options):
        return self

    add_mutually_exclusive_group = add_argument_group

    def add_subparsers(self, dest=None, **options):
        self._commands = (dest, {})
        return self

    def add_parser(self, name, **options):
        parser = ArgumentParser(prog=f"{self.prog} {name}")
        self._commands[1][name] = parser
        return parser

    def set_defaults(self, **values):
        for name, value in values.items():
            action = self.add_argument(f"--{name}", default=value)
            action.hidden = True

    def format_usage(self):
        parts = ["[-h]"]
        for action in self._actions:
            if action.positional:
                parts.append(action.metavar if action.nargs is None else f"[{action.metavar} ...]")
            else:
                text = action.names[0] if action.action != "store" else f"{action.names[0]} {action.metavar}"
                parts.append(text if action.required else f"[{text}]")
        return f"usage: {self.prog} {' '.join(parts)}\n"

    def format_help(self):
        text = self.format_usage()
        if self.description:
            text += f"\n{self.description}\n"
        positional = [action for action in self._actions if action.positional]
        optional = [action for action in self._actions if not action.positional]
        if positional:
            text += "\npositional arguments:\n"
            for action in positional:
                text += f"  {action.metavar:<20}  {action.help or ''}".rstrip() + "\n"
        text += "\noptions:\n  -h, --help            show this help message and exit\n"
        for action in optional:
            shown = ", ".join(name if action.action != "store" else f"{name} {action.metavar}" for name in action.names)
            help = action.help or ""
            text += (f"  {shown:<20}  {help}".rstrip() if len(shown) <= 20 else f"  {shown}\n                        {help}".rstrip()) + "\n"
        return text

    def print_help(self, file=None):
        print(self.format_help(), end="", file=file)

    def error(self, message):
        sys.stderr.write(self.format_usage())
        sys.stderr.write(f"{self.prog}: error: {message}\n")
        sys.exit(2)

    def _value(self, action, text):
        try:
            value = action.type(text) if action.type else text
        except (ValueError, TypeError, ArgumentTypeError):
            name = getattr(action.type, "__name__", repr(action.type))
            shown = action.metavar if action.positional else "/".join(action.names)
            self.error(f"argument {shown}: invalid {name} value: {text!r}")
        if action.choices is not None and value not in action.choices:
            shown = action.metavar if action.positional else "/".join(action.names)
            listed = ", ".join(map(repr, action.choices))
            self.error(f"argument {shown}: invalid choice: {value!r} (choose from {listed})")
        return value

    def parse_args(self, args=None):
        values, rest = self.parse_known_args(args)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return values

    def parse_known_args(self, args=None):
        words = list(sys.argv[1:] if args is None else args)
        values = Namespace(**{action.dest: action.default for action in self._actions})
        positional = [action for action in self._actions if action.positional]
        seen, rest = set(), []
        by_name = {name: action for action in self._actions for name in action.names}
        while words:
            word = words.pop(0)
            if word in ("-h", "--help"):
                self.print_help()
                sys.exit(0)
            name, equals, inline = word.partition("=")
            action = by_name.get(name if word.startswith("--") else word)
            if action is not None and not action.positional:
                seen.add(action.dest)
                if action.action == "store_true" or action.action == "store_false":
                    setattr(values, action.dest, action.action == "store_true")
                elif action.action == "count":
                    setattr(values, action.dest, (getattr(values, action.dest) or 0) + 1)
                elif action.action == "version":
                    print(action.default)
                    sys.exit(0)
                elif action.nargs in ("*", "+"):
                    taken = []
                    while words and not words[0].startswith("-"):
                        taken.append(self._value(action, words.pop(0)))
                    setattr(values, action.dest, taken)
                else:
                    if not equals and (not words or words[0].startswith("--")):
                        if action.nargs == "?":
                            setattr(values, action.dest, action.const)
                            continue
                        self.error(f"argument {'/'.join(action.names)}: expected one argument")
                    value = self._value(action, inline if equals else words.pop(0))
                    if action.action == "append":
                        value = (getattr(values, action.dest) or []) + [value]
                    setattr(values, action.dest, value)
            elif self._commands and not word.startswith("-") and not positional:
                dest, parsers = self._commands
                if word not in parsers:
                    listed = ", ".join(map(repr, parsers))
                    self.error(f"argument {dest or 'command'}: invalid choice: {word!r} (choose from {listed})")
                if dest:
                    setattr(values, dest, word)
                inner = parsers[word].parse_args(words)
                values.__dict__.update(inner.__dict__)
                words = []
            elif positional and not (word.startswith("-") and len(word) > 1):
                action = positional[0]
                if action.nargs in ("*", "+"):
                    setattr(values, action.dest, (getattr(values, action.dest) or []) + [self._value(action, word)])
                else:
                    positional.pop(0)
                    setattr(values, action.dest, self._value(action, word))
                seen.add(action.dest)
            else:
                rest.append(word)
        missing = [action.metavar if action.positional else "/".join(action.names) for action in self._actions if action.dest not in seen and (action.required or (action.positional and action.nargs not in ("?", "*")))]
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        return values, rest
`,

  subprocess: String.raw`
import _subprocess

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr
        self.stdout = output

    def __str__(self):
        if self.returncode < 0:
            return f"Command '{self.cmd}' died with <Signals: {-self.returncode}>."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."


class TimeoutExpired(SubprocessError):
    pass


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    def __repr__(self):
        shown = f"CompletedProcess(args={self.args!r}, returncode={self.returncode!r}"
        if self.stdout is not None:
            shown += f", stdout={self.stdout!r}"
        if self.stderr is not None:
            shown += f", stderr={self.stderr!r}"
        return shown + ")"


def _mode(stream, other):
    return {None: "inherit", PIPE: "catch", DEVNULL: "drop", STDOUT: "stdout"}.get(stream, "inherit")


class Popen:
    def __init__(self, args, stdin=None, stdout=None, stderr=None, shell=False, cwd=None, env=None, text=None, universal_newlines=None, encoding=None, input=None, **options):
        self.args = args
        words = ["/bin/sh", "-c", args] if shell else [args] if isinstance(args, str) else list(args)
        self._text = bool(text or universal_newlines or encoding)
        self._stdout, self._stderr = stdout, stderr
        self._child = _subprocess.start(words, input, _mode(stdout, 1), _mode(stderr, 2), cwd, env)
        self.pid = self._child.pid()
        self.returncode = None

    def poll(self):
        self.returncode = self._child.poll()
        return self.returncode

    def wait(self, timeout=None):
        self.returncode = self._child.wait()
        return self.returncode

    def communicate(self, input=None, timeout=None):
        self.wait()
        give = (lambda text: text) if self._text else (lambda text: text.encode())
        out = give(self._child.output()) if self._stdout == PIPE else None
        err = give(self._child.errors()) if self._stderr == PIPE else None
        return out, err

    def send_signal(self, number):
        self._child.kill(int(number))

    def terminate(self):
        self._child.kill(15)

    def kill(self):
        self._child.kill(9)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.wait()


def run(args, *, input=None, capture_output=False, check=False, timeout=None, **options):
    if capture_output:
        options["stdout"] = options["stderr"] = PIPE
    process = Popen(args, input=input, **options)
    out, err = process.communicate()
    done = CompletedProcess(args, process.returncode, out, err)
    if check:
        done.check_returncode()
    return done


def call(args, **options):
    return run(args, **options).returncode


def check_call(args, **options):
    return run(args, check=True, **options).returncode


def check_output(args, **options):
    return run(args, check=True, stdout=PIPE, **options).stdout


def getoutput(command):
    return run(command, shell=True, stdout=PIPE, stderr=STDOUT, text=True).stdout.rstrip("\n")
`,
};
