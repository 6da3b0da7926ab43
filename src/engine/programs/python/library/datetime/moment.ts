/** A moment: `datetime.datetime`. */
export const moment = String.raw`class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        super().__init__(year, month, day)
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo

    @classmethod
    def _from(cls, microseconds, tz=None):
        days, rest = divmod(microseconds, 86400000000)
        seconds, micro = divmod(rest, 1000000)
        return datetime(*_date(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, tz)

    @classmethod
    def now(cls, tz=None):
        micro = _time.time_ns() // 1000
        if tz is not None:
            micro += tz.utcoffset(None)._total
        return datetime._from(micro, tz)

    @classmethod
    def utcnow(cls):
        return datetime.now()

    today = utcnow

    @classmethod
    def fromtimestamp(cls, seconds, tz=None):
        return datetime._from(round(seconds * 1000000), tz)

    utcfromtimestamp = fromtimestamp

    @classmethod
    def combine(cls, day, moment):
        return datetime(day.year, day.month, day.day, moment.hour, moment.minute, moment.second, moment.microsecond)

    @classmethod
    def fromisoformat(cls, text):
        import re

        match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?(Z|[+-]\d\d:?\d\d)?", text)
        if not match:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        numbers = [int(match.group(index) or 0) for index in range(1, 7)]
        micro = int((match.group(7) or "0").ljust(6, "0"))
        zone = match.group(8)
        tz = None
        if zone:
            sign = -1 if zone[0] == "-" else 1
            tz = UTC if zone == "Z" else timezone(timedelta(hours=sign * int(zone[1:3]), minutes=sign * int(zone[-2:])))
        return datetime(*numbers, micro, tz)

    @classmethod
    def strptime(cls, text, format):
        import re

        names = {"Y": r"(?P<Y>\d{4})", "m": r"(?P<m>\d{1,2})", "d": r"(?P<d>\d{1,2})", "H": r"(?P<H>\d{1,2})", "M": r"(?P<M>\d{1,2})", "S": r"(?P<S>\d{1,2})", "f": r"(?P<f>\d{1,6})", "z": r"(?P<z>Z|[+-]\d\d:?\d\d)"}
        pattern = re.sub(r"%([YmdHMSfz])", lambda match: names[match.group(1)], re.escape(format).replace(r"\%", "%"))
        match = re.fullmatch(pattern, text)
        if not match:
            raise ValueError(f"time data {text!r} does not match format {format!r}")
        found = match.groupdict()
        return datetime(int(found.get("Y", 1900)), int(found.get("m", 1)), int(found.get("d", 1)), int(found.get("H", 0)), int(found.get("M", 0)), int(found.get("S", 0)), int(found.get("f", "0").ljust(6, "0")))

    def _micro(self):
        return (_days(self.year, self.month, self.day) * 86400 + self.hour * 3600 + self.minute * 60 + self.second) * 1000000 + self.microsecond

    def _absolute(self):
        return self._micro() - (self.tzinfo.utcoffset(self)._total if self.tzinfo else 0)

    def timestamp(self):
        return self._absolute() / 1000000

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond)

    def utcoffset(self):
        return self.tzinfo.utcoffset(self) if self.tzinfo else None

    def astimezone(self, tz=None):
        tz = tz or UTC
        return datetime._from(self._absolute() + tz.utcoffset(self)._total, tz)

    def replace(self, **changes):
        names = ("year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo")
        return datetime(*[changes.get(name, getattr(self, name)) for name in names])

    def isoformat(self, sep="T", timespec="auto"):
        text = f"{self.year:04d}-{self.month:02d}-{self.day:02d}{sep}{self.hour:02d}:{self.minute:02d}"
        if timespec != "minutes":
            text += f":{self.second:02d}"
        if timespec == "milliseconds":
            text += f".{self.microsecond // 1000:03d}"
        elif timespec == "microseconds" or (timespec == "auto" and self.microsecond):
            text += f".{self.microsecond:06d}"
        return text + (_offset_text(self.tzinfo.utcoffset(self)) if self.tzinfo else "")

    def strftime(self, format):
        if self.tzinfo:
            format = format.replace("%z", _offset_text(self.tzinfo.utcoffset(self)).replace(":", "")).replace("%Z", self.tzinfo.tzname(self))
        else:
            format = format.replace("%z", "").replace("%Z", "")
        return _time._format(format, self._micro() // 1000 * 1.0, self.microsecond)

    def timetuple(self):
        return _time.gmtime(self._micro() // 1000000)

    def __add__(self, delta):
        return datetime._from(self._micro() + delta._total, self.tzinfo)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if (self.tzinfo is None) != (other.tzinfo is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta(microseconds=self._absolute() - other._absolute())

    def _key(self):
        return self._absolute()

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        numbers = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            numbers.append(self.second)
        if self.microsecond:
            numbers.append(self.microsecond)
        zone = f", tzinfo={self.tzinfo!r}" if self.tzinfo else ""
        return f"datetime.datetime({', '.join(map(str, numbers))}{zone})"


date.min, date.max = date(1, 1, 1), date(9999, 12, 31)`;
