/** `datetime`, over the clock of `time`. */
export const dates: Readonly<Record<string, string>> = {
  datetime: String.raw`
import time as _time

MINYEAR, MAXYEAR = 1, 9999


def _days(year, month, day):
    """Days since 1970-01-01."""
    shifted = year - (month <= 2)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def _date(days):
    days += 719468
    era = days // 146097
    of_era = days - era * 146097
    years = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return years + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = ((weeks * 7 + days) * 86400 + hours * 3600 + minutes * 60 + seconds) * 1000000 + milliseconds * 1000 + microseconds
        self._total = round(total)

    @property
    def days(self):
        return self._total // 86400000000

    @property
    def seconds(self):
        return self._total // 1000000 % 86400

    @property
    def microseconds(self):
        return self._total % 1000000

    def total_seconds(self):
        return self._total / 1000000

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta(microseconds=self._total + other._total)
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta(microseconds=self._total - other._total)
        return NotImplemented

    def __mul__(self, factor):
        return timedelta(microseconds=self._total * factor)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        return timedelta(microseconds=self._total / other)

    def __floordiv__(self, other):
        return self._total // other._total if isinstance(other, timedelta) else timedelta(microseconds=self._total // other)

    def __neg__(self):
        return timedelta(microseconds=-self._total)

    def __abs__(self):
        return timedelta(microseconds=abs(self._total))

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._total == other._total

    def __lt__(self, other):
        return self._total < other._total

    def __le__(self, other):
        return self._total <= other._total

    def __gt__(self, other):
        return self._total > other._total

    def __ge__(self, other):
        return self._total >= other._total

    def __hash__(self):
        return hash(self._total)

    def __bool__(self):
        return self._total != 0

    def __str__(self):
        rest = self.seconds
        text = f"{rest // 3600}:{rest // 60 % 60:02d}:{rest % 60:02d}"
        if self.microseconds:
            text += f".{self.microseconds:06d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds)) if value]
        return f"datetime.timedelta({', '.join(parts) or '0'})"


class tzinfo:
    pass


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        self._offset = offset
        self._name = name

    def utcoffset(self, moment):
        return self._offset

    def tzname(self, moment):
        if self._name:
            return self._name
        return "UTC" if not self._offset else "UTC" + _offset_text(self._offset)

    def __eq__(self, other):
        return isinstance(other, timezone) and self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        return "datetime.timezone.utc" if not self._offset else f"datetime.timezone({self._offset!r})"


def _offset_text(offset):
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


class date:
    def __init__(self, year, month, day):
        if not 1 <= month <= 12:
            raise ValueError("month must be in 1..12")
        if not 1 <= day <= 31 or _date(_days(year, month, day)) != (year, month, day):
            raise ValueError("day is out of range for month")
        self.year, self.month, self.day = year, month, day

    @classmethod
    def today(cls):
        now = _time.gmtime()
        return date(now[0], now[1], now[2])

    @classmethod
    def fromisoformat(cls, text):
        year, month, day = text.split("-")
        return date(int(year), int(month), int(day))

    @classmethod
    def fromordinal(cls, ordinal):
        return date(*_date(ordinal - 719163))

    def toordinal(self):
        return _days(self.year, self.month, self.day) + 719163

    def weekday(self):
        return (_days(self.year, self.month, self.day) + 3) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def strftime(self, format):
        return _time._format(format, _days(self.year, self.month, self.day) * 86400000.0, 0)

    def replace(self, **changes):
        return date(changes.get("year", self.year), changes.get("month", self.month), changes.get("day", self.day))

    def timetuple(self):
        return _time.gmtime(_days(self.year, self.month, self.day) * 86400)

    def __add__(self, delta):
        return date(*_date(_days(self.year, self.month, self.day) + delta.days))

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        return timedelta(days=_days(self.year, self.month, self.day) - _days(other.year, other.month, other.day))

    def _key(self):
        return (self.year, self.month, self.day)

    def __eq__(self, other):
        return isinstance(other, date) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __le__(self, other):
        return self._key() <= other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __ge__(self, other):
        return self._key() >= other._key()

    def __hash__(self):
        return hash(self._key())

    def __str__(self):
        return self.isoformat()

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def __repr__(self):
        return f"datetime.date({self.year}, {self.month}, {self.day})"


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo

    @classmethod
    def fromisoformat(cls, text):
        moment = datetime.fromisoformat("2000-01-01T" + text)
        return cls(moment.hour, moment.minute, moment.second, moment.microsecond, moment.tzinfo)

    def isoformat(self):
        text = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return text + f".{self.microsecond:06d}" if self.microsecond else text

    def strftime(self, format):
        return _time._format(format, (self.hour * 3600 + self.minute * 60 + self.second) * 1000.0, self.microsecond)

    __str__ = isoformat

    def __repr__(self):
        return f"datetime.time({self.hour}, {self.minute})"


class datetime(date):
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


date.min, date.max = date(1, 1, 1), date(9999, 12, 31)
`,

  zoneinfo: `
from datetime import timedelta, timezone


class ZoneInfoNotFoundError(KeyError):
    pass


def ZoneInfo(key):
    if key in ("UTC", "Etc/UTC", "GMT"):
        return timezone(timedelta(0), key)
    raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
`,
};
