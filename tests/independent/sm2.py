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


def add(left: Point, right: Point) -> Point:
    if left is None or right is None:
        return left or right
    (x1, y1), (x2, y2) = left, right
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P) if left == right else (y2 - y1) * pow(x2 - x1, -1, P)
    x3 = (slope * slope - x1 - x2) % P
    return x3, (slope * (x1 - x3) - y1) % P


def multiply(factor: int, point: Point) -> Point:
    total: Point = None
    while factor:
        if factor & 1:
            total = add(total, point)
        point = add(point, point)
        factor >>= 1
    return total


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
