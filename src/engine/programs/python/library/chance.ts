/** Numbers and names drawn by lot. */
export const chance: Readonly<Record<string, string>> = {
  random: `
import _hashlib
import _random
from math import ceil, cos, exp, log, pi, sin, sqrt


class Random:
    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        self._gauss = None
        self._state = None
        if a is None:
            return
        if isinstance(a, str):
            a = a.encode()
        if isinstance(a, (bytes, bytearray)):
            a = int.from_bytes(bytes(a) + _hashlib.digest("sha512", bytes(a)), "big")
        elif isinstance(a, float):
            a = hash(a)
        elif not isinstance(a, int):
            raise TypeError("The only supported seed types are: None,\\nint, float, str, bytes, and bytearray.")
        self._state = _random.seeded(abs(a))

    def random(self):
        return _hashlib.random() if self._state is None else _random.random(self._state)

    def getrandbits(self, k):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        return int(self.random() * 2**k) if self._state is None else _random.getrandbits(self._state, k)

    def _below(self, limit):
        bits = limit.bit_length()
        drawn = self.getrandbits(bits)
        while drawn >= limit:
            drawn = self.getrandbits(bits)
        return drawn

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        width = len(range(start, stop, step))
        if width <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop})")
        return start + step * self._below(width)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def choices(self, population, weights=None, k=1):
        count = len(population)
        if weights is None:
            return [population[int(self.random() * count)] for _ in range(k)]
        sums = []
        for weight in weights:
            sums.append(weight + (sums[-1] if sums else 0))
        drawn = []
        for _ in range(k):
            mark = self.random() * sums[-1]
            drawn.append(population[min(sum(1 for limit in sums if limit <= mark), count - 1)])
        return drawn

    def shuffle(self, x):
        for index in range(len(x) - 1, 0, -1):
            other = self._below(index + 1)
            x[index], x[other] = x[other], x[index]

    def sample(self, population, k):
        count = len(population)
        if not 0 <= k <= count:
            raise ValueError("Sample larger than population or is negative")
        small = 21 + (4 ** ceil(log(k * 3, 4)) if k > 5 else 0)
        if count <= small:
            pool = list(population)
            drawn = []
            for index in range(k):
                place = self._below(count - index)
                drawn.append(pool[place])
                pool[place] = pool[count - index - 1]
            return drawn
        places = []
        while len(places) < k:
            place = self._below(count)
            if place not in places:
                places.append(place)
        return [population[place] for place in places]

    def gauss(self, mu=0.0, sigma=1.0):
        spare = self._gauss
        self._gauss = None
        if spare is None:
            angle = self.random() * 2.0 * pi
            reach = sqrt(-2.0 * log(1.0 - self.random()))
            spare = cos(angle) * reach
            self._gauss = sin(angle) * reach
        return mu + spare * sigma

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            first = self.random()
            second = 1.0 - self.random()
            drawn = 4 * exp(-0.5) / sqrt(2.0) * (first - 0.5) / second
            if drawn * drawn / 4.0 <= -log(second):
                return mu + drawn * sigma


SystemRandom = Random
_shared = Random()
seed = _shared.seed
random = _shared.random
randrange = _shared.randrange
randint = _shared.randint
uniform = _shared.uniform
choice = _shared.choice
choices = _shared.choices
shuffle = _shared.shuffle
sample = _shared.sample
gauss = _shared.gauss
normalvariate = _shared.normalvariate
getrandbits = _shared.getrandbits
`,
  secrets: `
import _hashlib
import base64
from random import choice, randrange


def token_bytes(count=32):
    return _hashlib.random_bytes(count)


def token_hex(count=32):
    return token_bytes(count).hex()


def token_urlsafe(count=32):
    return base64.urlsafe_b64encode(token_bytes(count)).rstrip(b"=").decode()


def randbelow(limit):
    return randrange(limit)


def compare_digest(a, b):
    return a == b
`,
  uuid: `
import _hashlib


class UUID:
    def __init__(self, hex=None, bytes=None, int=None):
        if bytes is not None:
            hex = bytes.hex()
        if int is not None:
            hex = f"{int:032x}"
        if hex is None:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        self.hex = hex.replace("-", "").lower()
        if len(self.hex) != 32:
            raise ValueError("badly formed hexadecimal UUID string")

    @property
    def int(self):
        return int(self.hex, 16)

    @property
    def bytes(self):
        return bytes.fromhex(self.hex)

    def __str__(self):
        h = self.hex
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

    def __repr__(self):
        return f"UUID('{self}')"

    def __eq__(self, other):
        return isinstance(other, UUID) and self.hex == other.hex

    def __hash__(self):
        return hash(self.hex)


def _made(digest, version):
    h = digest.hex()[:32]
    return UUID(h[:12] + str(version) + h[13:16] + "89ab"[int(h[16], 16) % 4] + h[17:])


def uuid4():
    return _made(_hashlib.random_bytes(16), 4)


def uuid1():
    return _made(_hashlib.random_bytes(16), 1)


def uuid5(namespace, name):
    return _made(_hashlib.digest("sha1", namespace.bytes + name.encode()), 5)
`,
};
