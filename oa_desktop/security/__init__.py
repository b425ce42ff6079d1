"""Keys, signatures, passwords and sealed bytes (密码与密钥).

The public face of the room; everything else in it is its own business:

- `keyslots.KeySlots`: one file beside a store that opens it by password, recovery code or enrolled device;
  `accounts` holds its records (`Terms`, `NewAccount`, `Founding`, `Unlocked`), `device_vault` the port to the
  system's key store.
- `office_port.OfficeKeySlots`, `office_port.OfficeCrypto`: the same as the ports of the office.
- `signer.Signer`, `signer.generate`, `signer.verify`: SM2 over SM3, a private key in use; key id = SM3 of the
  public key (SubjectPublicKeyInfo DER, 91 bytes).
- `sm3.digest`, `sm3.hasher`, `sm3.keyed`: digests of bytes and streams.
- `sealing.seal` / `unseal` for streams, `wrap` / `unwrap` for small secrets, `new_key`, `subkey`.
- `former.Former`: the passwords that somebody had before, as verifiers; `attempts.LockoutPolicy`: what failures cost.
- `libcrypto.version`: what `doctor` reports.

No clock is read in this room, nobody sleeps in it, and randomness is passed in. Refusals and failures are
`Refused` and `Unavailable` of `domain.errors`.
"""
