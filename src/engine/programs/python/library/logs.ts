/** `logging` */
export const logs: Readonly<Record<string, string>> = {
  logging: String.raw`
import os
import sys
import time
import traceback

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


def getLevelName(level):
    if level in _names:
        return _names[level]
    for number, name in _names.items():
        if name == level:
            return number
    return f"Level {level}"


def addLevelName(level, name):
    _names[level] = name


def _level(level):
    if isinstance(level, str):
        for number, name in _names.items():
            if name == level or (level == "WARN" and number == 30):
                return number
        raise ValueError(f"Unknown level: {level!r}")
    return level


class LogRecord:
    def __init__(self, name, level, message, args, error, extra):
        self.name, self.levelno, self.levelname, self.msg = name, level, getLevelName(level), message
        self.args = args[0] if len(args) == 1 and isinstance(args[0], dict) else args
        self.exc_info = error
        self.created = time.time()
        self.msecs = int(self.created * 1000) % 1000
        self.process = os.getpid()
        self.processName = "MainProcess"
        self.thread = 0
        self.threadName = "MainThread"
        self.pathname = sys.argv[0] if sys.argv else ""
        self.filename = os.path.basename(self.pathname)
        self.module = os.path.splitext(self.filename)[0]
        self.funcName = "<module>"
        self.lineno = 0
        if extra:
            self.__dict__.update(extra)

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"

    def __init__(self, fmt=None, datefmt=None, style="%", **options):
        self._format, self.datefmt, self._style = fmt or "%(message)s", datefmt, style

    def formatTime(self, record, datefmt=None):
        moment = time.gmtime(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        return f"{time.strftime(self.default_time_format, moment)},{record.msecs:03d}"

    def formatException(self, error):
        return "".join(traceback.format_exception(error[1])).rstrip("\n")

    def format(self, record):
        record.message = record.getMessage()
        if "asctime" in self._format:
            record.asctime = self.formatTime(record, self.datefmt)
        text = self._format.format(**record.__dict__) if self._style == "{" else self._format % record.__dict__
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return text


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name.startswith(self.name)


class _Filtered:
    def addFilter(self, filter):
        self.filters.append(filter)

    def _passes(self, record):
        return all(each.filter(record) if hasattr(each, "filter") else each(record) for each in self.filters)


class Handler(_Filtered):
    def __init__(self, level=NOTSET):
        self.level, self.formatter, self.filters = _level(level), None, []

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return (self.formatter or Formatter()).format(record)

    def handle(self, record):
        if record.levelno >= self.level and self._passes(record):
            self.emit(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def flush(self):
        pass

    close = flush


class StreamHandler(Handler):
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream or sys.stderr

    def emit(self, record):
        self.stream.write(self.format(record) + "\n")
        self.flush()

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False):
        super().__init__(open(filename, mode))


class NullHandler(Handler):
    def emit(self, record):
        pass


class Logger(_Filtered):
    def __init__(self, name, level=NOTSET):
        self.name, self.level, self.parent, self.handlers, self.filters = name, _level(level), None, [], []
        self.propagate, self.disabled = True, False

    def setLevel(self, level):
        self.level = _level(level)

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        return bool(self.handlers) or (self.parent is not None and self.parent.hasHandlers())

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level >= self.getEffectiveLevel() and level > _disabled[0]

    def getChild(self, suffix):
        return getLogger(f"{self.name}.{suffix}")

    def handle(self, record):
        if not self._passes(record):
            return
        logger, found = self, False
        while logger is not None:
            for handler in logger.handlers:
                found = True
                handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and record.levelno >= WARNING:
            sys.stderr.write(record.getMessage() + "\n")
            if record.exc_info:
                sys.stderr.write(Formatter().formatException(record.exc_info) + "\n")

    def log(self, level, message, *args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if not self.isEnabledFor(level):
            return
        if exc_info is True:
            exc_info = sys.exc_info()
        elif isinstance(exc_info, BaseException):
            exc_info = (type(exc_info), exc_info, None)
        if exc_info and exc_info[0] is None:
            exc_info = None
        self.handle(LogRecord(self.name, level, message, args, exc_info, extra))

    def debug(self, message, *args, **options):
        self.log(DEBUG, message, *args, **options)

    def info(self, message, *args, **options):
        self.log(INFO, message, *args, **options)

    def warning(self, message, *args, **options):
        self.log(WARNING, message, *args, **options)

    warn = warning

    def error(self, message, *args, **options):
        self.log(ERROR, message, *args, **options)

    def exception(self, message, *args, exc_info=True, **options):
        self.log(ERROR, message, *args, exc_info=exc_info, **options)

    def critical(self, message, *args, **options):
        self.log(CRITICAL, message, *args, **options)

    fatal = critical


_disabled = [NOTSET]
root = Logger("root", WARNING)
_loggers = {}


def disable(level=CRITICAL):
    _disabled[0] = level


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        made = _loggers[name] = Logger(name)
        parent = name.rpartition(".")[0]
        made.parent = getLogger(parent) if parent else root
    return _loggers[name]


def basicConfig(**options):
    if options.get("force"):
        root.handlers.clear()
    if not root.handlers:
        handlers = options.get("handlers")
        if handlers is None:
            handlers = [FileHandler(options["filename"], options.get("filemode", "a")) if "filename" in options else StreamHandler(options.get("stream"))]
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(Formatter(options.get("format", BASIC_FORMAT), options.get("datefmt"), options.get("style", "%")))
            root.addHandler(handler)
    if "level" in options:
        root.setLevel(options["level"])


def log(level, message, *args, **options):
    if not root.handlers:
        basicConfig()
    root.log(level, message, *args, **options)


def debug(message, *args, **options):
    log(DEBUG, message, *args, **options)


def info(message, *args, **options):
    log(INFO, message, *args, **options)


def warning(message, *args, **options):
    log(WARNING, message, *args, **options)


warn = warning


def error(message, *args, **options):
    log(ERROR, message, *args, **options)


def exception(message, *args, exc_info=True, **options):
    log(ERROR, message, *args, exc_info=exc_info, **options)


def critical(message, *args, **options):
    log(CRITICAL, message, *args, **options)


def shutdown():
    pass


def captureWarnings(capture):
    pass
`,

  "logging.config": `
import importlib
import logging


def dictConfig(config):
    formatters = {name: logging.Formatter(each.get("format"), each.get("datefmt")) for name, each in config.get("formatters", {}).items()}
    handlers = {}
    for name, each in config.get("handlers", {}).items():
        stream = each.get("stream")
        if isinstance(stream, str):
            import sys

            stream = {"ext://sys.stdout": sys.stdout, "ext://sys.stderr": sys.stderr}.get(stream)
        handler = logging.FileHandler(each["filename"]) if "filename" in each else logging.StreamHandler(stream)
        if "level" in each:
            handler.setLevel(each["level"])
        if "formatter" in each:
            handler.setFormatter(formatters[each["formatter"]])
        handlers[name] = handler
    configured = dict(config.get("loggers", {}))
    if "root" in config:
        configured[""] = config["root"]
    for name, each in configured.items():
        logger = logging.getLogger(name)
        logger.handlers.clear()
        if "level" in each:
            logger.setLevel(each["level"])
        for handler in each.get("handlers", []):
            logger.addHandler(handlers[handler])
        logger.propagate = each.get("propagate", True)
`,

  "logging.handlers": `
from logging import FileHandler


class RotatingFileHandler(FileHandler):
    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, **options):
        super().__init__(filename, mode)


TimedRotatingFileHandler = RotatingFileHandler
`,
};
