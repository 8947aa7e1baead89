/// The name of somebody's calendar in `calendars/`, worked out from the id alone.
enum CalendarFileName {
  /// The names that the calendar of `id` may have, without `.ics`: the id itself where it is a safe file name, and the
  /// form with a hash that ids with other characters, too long ones and look-alikes get.
  static func candidates(for id: String) -> [String] {
    var clean = ""
    for scalar in id.unicodeScalars {
      let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      clean.unicodeScalars.append(isSafe || "-_.".unicodeScalars.contains(scalar) ? scalar : "_")
    }
    while clean.hasPrefix(".") { clean = "_" + clean.dropFirst() }
    while clean.hasSuffix(".") { clean = clean.dropLast() + "_" }
    if clean.isEmpty { clean = "_" }
    var hash: UInt32 = 2_166_136_261
    for byte in id.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    let hashed = "\(clean.prefix(80))-\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)"
    return clean == id ? [id, hashed] : [hashed]
  }
}
