/** Numbers and names drawn by lot. */
export const chance: Readonly<Record<string, string>> = {
  random: `
import _hashlib


class Random:
    def __init__(self, seed=None):
        self._state = None
        if seed is not None:
            self.seed(seed)

    def seed(self, value=None):
        digest = _hashlib.digest("sha256", repr(value).encode())
        self._state = int.from_bytes(digest[:8], "big")

    def random(self):
        if self._state is None:
            return _hashlib.random()
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 11) / 2**53

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        width = len(range(start, stop, step))
        if width <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop})")
        return start + step * int(self.random() * width)

    def randint(self, low, high):
        return self.randrange(low, high + 1)

    def uniform(self, low, high):
        return low + (high - low) * self.random()

    def choice(self, items):
        if not len(items):
            raise IndexError("Cannot choose from an empty sequence")
        return items[int(self.random() * len(items))]

    def choices(self, items, weights=None, k=1):
        if weights is None:
            return [self.choice(items) for _ in range(k)]
        made = []
        for _ in range(k):
            place = self.random() * sum(weights)
            for item, weight in zip(items, weights):
                place -= weight
                if place < 0:
                    break
            made.append(item)
        return made

    def shuffle(self, items):
        for index in range(len(items) - 1, 0, -1):
            other = int(self.random() * (index + 1))
            items[index], items[other] = items[other], items[index]

    def sample(self, items, k):
        copy = list(items)
        if k > len(copy):
            raise ValueError("Sample larger than population or is negative")
        self.shuffle(copy)
        return copy[:k]

    def gauss(self, mu=0.0, sigma=1.0):
        return mu + sigma * (sum(self.random() for _ in range(12)) - 6)

    normalvariate = gauss

    def getrandbits(self, bits):
        return int(self.random() * 2**bits)


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
