/** Text: templates, wrapping, tables. */
export const text: Readonly<Record<string, string>> = {
  string: String.raw`
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_" + chr(96) + "{|}~"
whitespace = " \t\n\r\x0b\x0c"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(text, separator=None):
    return (separator or " ").join(word.capitalize() for word in text.split(separator))


class Template:
    def __init__(self, template):
        self.template = template

    def _fill(self, values, strict):
        import re

        def replace(match):
            name = match.group(1) or match.group(2)
            if name is None:
                return "$"
            if name in values:
                return str(values[name])
            if strict:
                raise KeyError(name)
            return match.group(0)

        return re.sub(r"\$(?:(\w+)|\{(\w+)\}|\$)", replace, self.template)

    def substitute(self, mapping={}, **values):
        return self._fill({**mapping, **values}, True)

    def safe_substitute(self, mapping={}, **values):
        return self._fill({**mapping, **values}, False)
`,
  textwrap: String.raw`
def dedent(text):
    lines = text.split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return "\n".join(line[margin:] if line.strip() else "" for line in lines)


def indent(text, prefix):
    return "".join(prefix + line if line.strip() else line for line in text.splitlines(True))


def wrap(text, width=70):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line] if line else lines


def fill(text, width=70):
    return "\n".join(wrap(text, width))


def shorten(text, width, placeholder=" [...]"):
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - len(placeholder)].rsplit(" ", 1)[0] + placeholder
`,
  html: `
def escape(text, quote=True):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        text = text.replace('"', "&quot;").replace("'", "&#x27;")
    return text


def unescape(text):
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
`,
  pprint: `
def pformat(value, indent=1, width=80):
    return repr(value)


def pprint(value, *args, **options):
    print(repr(value))


pp = pprint
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
};
