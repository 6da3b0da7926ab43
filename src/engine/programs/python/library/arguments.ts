/** The command line. */
export const commandLine: Readonly<Record<string, string>> = {
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
};
