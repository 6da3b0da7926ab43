/** The machine, its users and other programs. */
export const machine: Readonly<Record<string, string>> = {
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
