/// Months by name: English ones whole or short, and the short ones that exports write in German, French, Spanish,
/// Italian, Portuguese, Dutch, Polish, Czech and Slovak.
enum MonthNames {
  /// Reads a name at `index` and moves behind it; nil when it is none.
  static func month(_ bytes: Span<UInt8>, _ index: inout Int, end: Int) -> Int? {
    let start = index
    var letters: [UInt8] = []
    while index < end, index - start < 24, let letter = letter(bytes, &index, end: end) { letters.append(letter) }
    guard letters.count >= 3 else { return nil }
    if let month = english(letters) { return month }
    return short.first { letters.elementsEqual($0.name.utf8) }?.month
  }

  /// The lower-case letter at `index` without its accent, of Latin letters in UTF-8.
  private static func letter(_ bytes: Span<UInt8>, _ index: inout Int, end: Int) -> UInt8? {
    let byte = bytes[index]
    if (97...122).contains(byte | 0x20), byte < 0x80 {
      index += 1
      return byte | 0x20
    }
    guard index + 1 < end, (0xC3...0xC5).contains(byte), (0x80...0xBF).contains(bytes[index + 1]) else { return nil }
    let scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
    guard let plain = plain[scalar] else { return nil }
    index += 2
    return plain
  }

  private static func english(_ letters: [UInt8]) -> Int? {
    for (number, name) in names.enumerated() {
      guard letters.count == 3 || letters.count == name.count || (letters.count == 4 && number == 8) else { continue }
      if letters.count <= name.count, name.starts(with: letters) { return number + 1 }
    }
    return nil
  }

  private static let names: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ].map { Array($0.utf8) }

  /// The short names.
  private static let short: [(name: String, month: Int)] = [
    ("ene", 1), ("gen", 1), ("sty", 1), ("led", 1), ("janv", 1), ("enero", 1), ("fev", 2), ("feb", 2), ("lut", 2),
    ("uno", 2), ("fevr", 2), ("mar", 3), ("maa", 3), ("mrt", 3), ("bre", 3), ("mars", 3), ("marz", 3), ("marzo", 3),
    ("maart", 3), ("abr", 4), ("avr", 4), ("apr", 4), ("kwi", 4), ("dub", 4), ("avril", 4), ("abril", 4), ("mai", 5),
    ("mag", 5), ("maj", 5), ("mei", 5), ("may", 5), ("kve", 5), ("mayo", 5), ("maio", 5), ("jun", 6), ("giu", 6),
    ("cze", 6), ("cvn", 6), ("juin", 6), ("juni", 6), ("junio", 6), ("jul", 7), ("lug", 7), ("lip", 7), ("cvc", 7),
    ("juil", 7), ("juli", 7), ("julio", 7), ("aou", 8), ("ago", 8), ("aug", 8), ("sie", 8), ("srp", 8), ("aout", 8),
    ("sep", 9), ("set", 9), ("wrz", 9), ("zar", 9), ("oct", 10), ("out", 10), ("ott", 10), ("okt", 10), ("paz", 10),
    ("rij", 10), ("nov", 11), ("lis", 11), ("dez", 12), ("dec", 12), ("dic", 12), ("gru", 12), ("pro", 12),
  ]

  /// The letters with marks that occur in them.
  private static let plain: [UInt32: UInt8] = {
    var table: [UInt32: UInt8] = [:]
    for (letter, marked) in [
      ("a", "áàâäãąÁÀÂÄÃĄ"), ("c", "çćčÇĆČ"), ("e", "éèêëęěÉÈÊËĘĚ"), ("i", "íìîïÍÌÎÏ"), ("o", "óòôöõÓÒÔÖÕ"),
      ("u", "úùûüůÚÙÛÜŮ"), ("r", "řŘ"), ("s", "śšŚŠ"), ("z", "źżžŹŻŽ"), ("n", "ńñňŃÑŇ"), ("y", "ýÝ"), ("l", "łľŁĽ"),
    ] {
      for scalar in marked.unicodeScalars { table[scalar.value] = letter.utf8.first }
    }
    return table
  }()
}
