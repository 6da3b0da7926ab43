/** Whole files and folders, and ones for a while. */
export const files: Readonly<Record<string, string>> = {
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
    try:
        os.rename(source, target)
    except OSError:
        # On another file system it has to be a copy.
        if os.path.isdir(source):
            copytree(source, target)
            rmtree(source)
        else:
            copy2(source, target)
            os.unlink(source)
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
};
