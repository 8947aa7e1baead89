/// What bytes that are not UTF-8 say against the code pages of Western and Central Europe, whose words are mostly ASCII:
/// in Cyrillic, Greek and East Asian encodings nearly all letters are beyond it and stand side by side.
struct ForeignEvidence {
  /// Bytes beyond ASCII that are neither quotes nor dashes nor blanks, and how many stretches of them there are.
  private var bytes = 0
  private var stretches = 0
  /// ASCII letters in the words that have such bytes.
  private var letters = 0
  /// Bytes that stand in no European text.
  private var strange = 0
  private var firstWord: [UInt8] = []

  /// Weighs a piece.
  mutating func add(_ piece: ArraySlice<UInt8>) {
    var wasHigh = false
    // Of the word at hand: whether it has such a byte, and its letters before the first.
    var (isCounted, waiting) = (false, 0)
    for index in piece.indices {
      let byte = piece[index]
      guard byte >= 0x80, !Self.isSign(byte) else {
        wasHigh = false
        if !Self.isASCIILetter(byte) {
          (isCounted, waiting) = (false, 0)
        } else if isCounted {
          letters += 1
        } else {
          waiting += 1
        }
        continue
      }
      bytes += 1
      letters += waiting
      (isCounted, waiting) = (true, 0)
      if !wasHigh {
        stretches += 1
        if firstWord.isEmpty, stretches <= 1 { firstWord = Self.word(at: index, in: piece) }
      }
      wasHigh = true
      if Self.isStrange(at: index, in: piece) { strange += 1 }
    }
  }

  /// Encodings in which the first word is one of another script, with the word, and the European pages in which it is one;
  /// nil where the text may well be European.
  var readings: [(encoding: TextEncoding, text: String)]? {
    guard bytes >= 3, bytes >= 2 * stretches && letters < bytes || strange * 5 >= bytes else { return nil }
    func isWord(_ text: String) -> Bool {
      text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.isASCII && $0.value >= 0x20 }
    }
    let pages: [(encoding: TextEncoding, text: String)] = [
      (.windows1250, CodePageEvidence.text(firstWord, CodePage.windows1250)),
      (.windows1252, CodePageEvidence.text(firstWord, CodePage.windows1252)),
    ]
    return Self.candidates.compactMap { encoding in
      guard let decoder = SystemDecoder(encoding) else { return nil }
      let text = String(decoding: decoder.decode(firstWord[...], isLast: true), as: UTF8.self)
      return decoder.hasInvalidText || !isWord(text) ? nil : (encoding, text)
    } + pages.filter { isWord($0.text) }
  }

  private static let candidates: [TextEncoding] = [
    .windows1251, .koi8, .isoCyrillic, .windows1253, .shiftJIS, .gbk, .big5, .eucKorean, .latin2,
  ]

  private static func isASCIILetter(_ byte: UInt8) -> Bool { byte < 0x80 && (0x61...0x7A).contains(byte | 0x20) }

  /// No-break space, quotes, dashes, dots and the like, which stand side by side in European text.
  private static func isSign(_ byte: UInt8) -> Bool {
    (0x91...0x97).contains(byte)
      || [0x80, 0x82, 0x84, 0x85, 0x8B, 0x9B, 0xA0, 0xA7, 0xAB, 0xAD, 0xB0, 0xB7, 0xBB].contains(byte)
  }

  /// Bytes without a meaning in Windows-1250, nearly unused in Windows-1252, and those that are letters in ISO-8859-2 alone.
  private static func isStrange(at index: Int, in piece: ArraySlice<UInt8>) -> Bool {
    func isLetter(_ place: Int) -> Bool {
      piece.indices.contains(place) && isASCIILetter(piece[place])
    }
    switch piece[index] {
    case 0x81, 0x83, 0x88, 0x90, 0x98: return true
    case 0xA6, 0xAC, 0xB1, 0xB6:
      return isLetter(index - 1) && isLetter(index + 1) || isLetter(index + 1) && piece[index] != 0xB1
    default: return false
    }
  }

  /// The bytes from a place on to the end of its word, 24 at most.
  private static func word(at index: Int, in piece: ArraySlice<UInt8>) -> [UInt8] {
    var start = index
    while start > piece.startIndex, isASCIILetter(piece[start - 1]) { start -= 1 }
    var word = Array(piece[start...].prefix(60).prefix { byte in !Array(",;\t\"\n\r ".utf8).contains(byte) })
    if word.count > 24 { word.removeSubrange(24...) }
    return word
  }
}
