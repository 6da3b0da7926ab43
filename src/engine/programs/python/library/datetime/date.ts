/** A day, and a time of a day. */
export const dateAndTime = `class date:
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
        return f"datetime.time({self.hour}, {self.minute})"`;
