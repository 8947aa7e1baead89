/// Eight hexadecimal digits that stay with the bytes: FNV-1a, 32 bits. Tells slips apart, no more.
func shortHash(_ bytes: some Sequence<UInt8>) -> String {
  let value = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
