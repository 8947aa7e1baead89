/// What bytes that are not UTF-8 say about their code page: Windows-1250 (Central Europe) or Windows-1252 (the West).
///
/// Both pages share most letters. Where they differ, the letters around a byte tell: `³` and `¿` do not stand inside
/// words but ł and ż do, `ñ` comes before a vowel and ń before a consonant, `è` never comes before a vowel but č does
/// (`CodePageLetters`).
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
    let letters = CodePageLetters(word)
    for index in word.indices {
      let byte = word[index]
      guard byte >= 0x80, CodePage.windows1250[Int(byte) - 0x80] != CodePage.windows1252[Int(byte) - 0x80] else {
        continue
      }
      if firstWord == nil { firstWord = Array(word.prefix(24)) }
      let vote = letters.vote(index - word.startIndex)
      if vote > 0 { central += vote } else { western -= vote }
    }
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

  static func text(_ word: [UInt8], _ page: [UInt16]) -> String {
    var text = String.UnicodeScalarView()
    for byte in word {
      let value = byte < 0x80 ? UInt32(byte) : UInt32(page[Int(byte) - 0x80])
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
