/// What bytes that are not UTF-8 say about their code page: Windows-1250 (Central Europe) or Windows-1252 (the West).
///
/// Both pages share most letters. Where they differ, the letters around a byte tell: `³` and `¿` do not stand inside
/// words but ł and ż do, `ñ` comes before a vowel and ń before a consonant, `è` never comes before a vowel but č does.
struct CodePageEvidence {
  private var central = 0
  private var western = 0
  /// The first word in which the pages differ.
  private var firstWord: [UInt8]?
  /// What says that the text is in neither.
  private var foreign = ForeignEvidence()

  /// Whether some byte is another letter in either page.
  var makesDifference: Bool { firstWord != nil }
  var likelier: TextEncoding { central > western ? .windows1250 : .windows1252 }

  /// The first word in both readings, where the letters tell nothing.
  var doubt: (central: String, western: String)? {
    guard central == western, let firstWord else { return nil }
    return (Self.text(firstWord, CodePage.windows1250), Self.text(firstWord, CodePage.windows1252))
  }

  /// The first word in encodings of other scripts that may be meant, where the text looks like neither page.
  var foreignReadings: [(encoding: TextEncoding, text: String)]? { foreign.readings }

  /// Weighs the words of a piece.
  /// - Parameter continuesWord: whether a letter stands right before the piece.
  mutating func add(_ bytes: ArraySlice<UInt8>, continuesWord: Bool = false) {
    foreign.add(bytes)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard Self.isInWord(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      var hasHighByte = false
      while index < bytes.endIndex, Self.isInWord(bytes[index]) {
        if bytes[index] >= 0x80 { hasHighByte = true }
        index += 1
      }
      // Single letters and signs beside digits (`5°`, `n²`) are no words.
      let isWord = index - start > 1 || continuesWord && start == bytes.startIndex
      if hasHighByte, isWord { weigh(bytes[start..<index]) }
    }
  }

  private mutating func weigh(_ word: ArraySlice<UInt8>) {
    // á, í, ý, ú: letters of both pages that stand in the same words as Czech and Slovak ones.
    let hasCzechVowel = word.contains { [0xE1, 0xED, 0xFD, 0xFA, 0xC1, 0xCD].contains($0) }
    for index in word.indices {
      let byte = word[index]
      guard byte >= 0x80, CodePage.windows1250[Int(byte) - 0x80] != CodePage.windows1252[Int(byte) - 0x80] else {
        continue
      }
      if firstWord == nil { firstWord = Array(word.prefix(24)) }
      let next = index + 1 < word.endIndex ? word[index + 1] : nil
      let vote = Self.vote(byte, next: next, isFirst: index == word.startIndex, hasCzechVowel: hasCzechVowel)
      if vote > 0 { central += vote } else { western -= vote }
    }
  }

  /// Above zero for Windows-1250, below for Windows-1252.
  private static func vote(_ byte: UInt8, next: UInt8?, isFirst: Bool, hasCzechVowel: Bool) -> Int {
    let isBeforeVowel = next.map(isVowel) ?? false
    switch byte {
    // ą ł ż ź ť ď Ł Ż Ą Ź Ť ľ Ľ ş: in the other page signs, which stand in no word.
    case 0xB9, 0xB3, 0xBF, 0x9F, 0xA3, 0xAF, 0xA5, 0x8F, 0x9D, 0x8D, 0xBE, 0xBC, 0xBA, 0xAA: return 2
    // ś or œ, which comes before u and i.
    case 0x9C, 0x8C: return next.map { $0 | 0x20 == 0x75 || $0 | 0x20 == 0x69 } ?? false ? -1 : 1
    // ě and ů stand inside words; ì and ù end Italian ones, and où is French.
    case 0xEC, 0xF9: return next == nil ? -1 : 1
    // à å Å À
    case 0xE0, 0xE5, 0xC5, 0xC0: return -2
    // ń or ñ
    case 0xF1, 0xD1: return isBeforeVowel ? -1 : 2
    // ć or æ
    case 0xE6, 0xC6: return next == nil ? 2 : 0
    // č or è
    case 0xE8, 0xC8: return isBeforeVowel || hasCzechVowel ? 2 : isFirst ? 0 : -1
    // ř or ø
    case 0xF8, 0xD8: return hasCzechVowel || isBeforeVowel ? 2 : -1
    // ň or ò
    case 0xF2, 0xD2: return hasCzechVowel || isBeforeVowel ? 1 : 0
    // ă or ã
    case 0xE3, 0xC3: return next == nil || next == 0x6F || next == 0x65 || next == 0x73 ? -2 : 1
    // ţ or þ, đ or ð
    case 0xFE, 0xDE, 0xF0, 0xD0: return 1
    default: return 0
    }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79].contains(byte < 0x80 ? byte | 0x20 : 0)
      || [0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFD, 0xE4, 0xF6, 0xFC].contains(byte)
  }

  /// A letter in either page.
  private static func isInWord(_ byte: UInt8) -> Bool {
    if (0x61...0x7A).contains(byte | 0x20), byte < 0x80 { return true }
    return byte >= 0xC0 && byte != 0xD7 && byte != 0xF7
      || [
        0x8A, 0x8C, 0x8D, 0x8E, 0x8F, 0x9A, 0x9C, 0x9D, 0x9E, 0x9F, 0xA3, 0xA5, 0xAA, 0xAF, 0xB3, 0xB9, 0xBA, 0xBC,
        0xBE,
        0xBF,
      ].contains(byte)
  }

  private static func text(_ word: [UInt8], _ page: [UInt16]) -> String {
    var text = String.UnicodeScalarView()
    for byte in word {
      let value = byte < 0x80 ? UInt32(byte) : UInt32(page[Int(byte) - 0x80])
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
