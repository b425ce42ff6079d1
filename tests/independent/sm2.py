"""A second SM2 verifier, in plain Python and from the standard's formulas alone (GB/T 32918.2-2016 chapter 7).

It shares no code with the product, so that a mistake in one of the two shows. Slow and for verifying only.
"""

import hashlib

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
SPKI_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")

Point = tuple[int, int] | None


_Turned = tuple[int, int, int]
"""A point as (X, Y, Z), x = X / Z² and y = Y / Z³ (Jacobian coordinates): nothing is divided until the end; Z = 0 is
the point at infinity."""
_NOWHERE: _Turned = (1, 1, 0)


def _doubled(point: _Turned) -> _Turned:
    x, y, z = point
    square = y * y % P
    s = 4 * x * square % P
    m = (3 * x * x + A * pow(z, 4, P)) % P
    x3 = (m * m - 2 * s) % P
    return x3, (m * (s - x3) - 8 * square * square) % P, 2 * y * z % P


def _added(left: _Turned, right: _Turned) -> _Turned:
    (x1, y1, z1), (x2, y2, z2) = left, right
    if not z1 or not z2:
        return left if z1 else right
    u1, u2 = x1 * z2 * z2 % P, x2 * z1 * z1 % P
    s1, s2 = y1 * z2 * z2 * z2 % P, y2 * z1 * z1 * z1 % P
    if u1 == u2:
        return _doubled(left) if s1 == s2 else _NOWHERE
    h, r = u2 - u1, s2 - s1
    cube, v = h * h * h % P, u1 * h * h % P
    x3 = (r * r - cube - 2 * v) % P
    return x3, (r * (v - x3) - s1 * cube) % P, h * z1 * z2 % P


def _turned(point: Point) -> _Turned:
    return (*point, 1) if point else _NOWHERE


def _plain(point: _Turned) -> Point:
    x, y, z = point
    if not z:
        return None
    inverse = pow(z, -1, P)
    return x * inverse * inverse % P, y * inverse * inverse * inverse % P


def add(left: Point, right: Point) -> Point:
    return _plain(_added(_turned(left), _turned(right)))


def multiply(factor: int, point: Point) -> Point:
    total, power = _NOWHERE, _turned(point)
    while factor:
        if factor & 1:
            total = _added(total, power)
        power = _doubled(power)
        factor >>= 1
    return _plain(total)


def on_curve(point: tuple[int, int]) -> bool:
    x, y = point
    return x < P and y < P and (y * y - x * x * x - A * x - B) % P == 0


def digest(public: tuple[int, int], message: bytes, user_id: bytes) -> int:
    numbers = b"".join(number.to_bytes(32, "big") for number in (A, B, *G, *public))
    za = hashlib.new("sm3", (len(user_id) * 8).to_bytes(2, "big") + user_id + numbers).digest()
    return int.from_bytes(hashlib.new("sm3", za + message).digest(), "big")


def verifies(public: tuple[int, int], message: bytes, r: int, s: int, user_id: bytes) -> bool:
    if not (0 < r < N and 0 < s < N and on_curve(public)):
        return False
    t = (r + s) % N
    point = add(multiply(s, G), multiply(t, public)) if t else None
    return point is not None and (digest(public, message, user_id) + point[0]) % N == r


def encode_integer(number: int) -> bytes:
    body = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return bytes([2, len(body)]) + body


def encode_signature(r: int, s: int) -> bytes:
    body = encode_integer(r) + encode_integer(s)
    return bytes([0x30, len(body)]) + body


def decode_signature(signature: bytes) -> tuple[int, int] | None:
    """Read loosely, then accept only what encodes back to the same bytes."""
    try:
        first = 4 + signature[3]
        r = int.from_bytes(signature[4:first], "big", signed=True)
        s = int.from_bytes(signature[first + 2 :], "big", signed=True)
        return (r, s) if min(r, s) > 0 and encode_signature(r, s) == signature else None
    except (IndexError, OverflowError):
        return None


def verify(spki: bytes, message: bytes, signature: bytes, user_id: bytes = b"1234567812345678") -> bool:
    pair = decode_signature(signature)
    if pair is None or len(spki) != 91 or not spki.startswith(SPKI_HEAD):
        return False
    public = (int.from_bytes(spki[27:59], "big"), int.from_bytes(spki[59:], "big"))
    return verifies(public, message, *pair, user_id)


def sign(secret: int, message: bytes, user_id: bytes = b"1234567812345678") -> bytes:
    """Sign as GB/T 32918.2-2016 chapter 6 says, the nonce drawn from key and message: for tests alone."""
    public = multiply(secret, G)
    assert public is not None
    for turn in range(256):
        seed = hashlib.sha512(secret.to_bytes(32, "big") + message + bytes([turn])).digest()
        nonce = int.from_bytes(seed, "big") % (N - 1) + 1
        point = multiply(nonce, G)
        assert point is not None
        r = (digest(public, message, user_id) + point[0]) % N
        s = pow(1 + secret, -1, N) * (nonce - r * secret) % N
        if r and s and r + nonce != N:
            return encode_signature(r, s)
    raise AssertionError
