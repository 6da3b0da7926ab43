/** Bytes as digests and as text. */
export const digests: Readonly<Record<string, string>> = {
  hashlib: `
import _hashlib


class _Digest:
    def __init__(self, name, data=b""):
        self.name = name
        self._data = data
        self.digest_size = len(self.digest())

    def update(self, data):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += data

    def digest(self):
        return _hashlib.digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return _Digest(self.name, self._data)


def new(name, data=b""):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    return _Digest(name, data)


def md5(data=b"", **options):
    return new("md5", data)


def sha1(data=b"", **options):
    return new("sha1", data)


def sha256(data=b"", **options):
    return new("sha256", data)


def sha384(data=b"", **options):
    return new("sha384", data)


def sha512(data=b"", **options):
    return new("sha512", data)
`,
  hmac: `
import _hashlib


class HMAC:
    def __init__(self, key, data=b"", name="sha256"):
        self._key, self._data, self._name = key, data or b"", name if isinstance(name, str) else name().name

    def update(self, data):
        self._data += data

    def digest(self):
        return _hashlib.hmac(self._name, self._key, self._data)

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=b"", digestmod="sha256"):
    return HMAC(key, msg, digestmod)


def compare_digest(a, b):
    return a == b
`,
  base64: `
from _hashlib import b64decode as _decode, b64encode


def b64decode(data, altchars=None, validate=False):
    return _decode(data)


def urlsafe_b64encode(data):
    return b64encode(data).replace(b"+", b"-").replace(b"/", b"_")


def urlsafe_b64decode(data):
    if isinstance(data, str):
        data = data.encode()
    return _decode(data.replace(b"-", b"+").replace(b"_", b"/"))


standard_b64encode = b64encode
standard_b64decode = b64decode


def b16encode(data):
    return data.hex().upper().encode()
`,
};
