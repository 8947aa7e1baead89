/// A word whose bytes are letters in Windows-1250 and in Windows-1252, and what each of them says for one of the pages.
///
/// A rule stands only where the other language has no such word: what is frequent in one and rare in the other counts
/// as nothing, because a single name must not be misread in silence.
struct CodePageLetters {
  /// In small letters.
  private let word: [UInt8]
  /// Letters of both pages: á í ý ú as in Czech, with é ó ö as in Icelandic, which Romanian, Croatian and Serbian lack.
  private let hasCzechVowel: Bool
  private let hasIcelandicVowel: Bool
  /// ş â î: Romanian, beside ă and ţ.
  private let hasRomanianLetter: Bool

  init(_ word: ArraySlice<UInt8>) {
    let small = word.map(Self.small)
    self.word = small
    hasCzechVowel = small.contains { [0xE1, 0xED, 0xFD, 0xFA].contains($0) }
    hasIcelandicVowel = small.contains { [0xE1, 0xED, 0xFD, 0xFA, 0xE9, 0xF3, 0xF6].contains($0) }
    hasRomanianLetter = small.contains { [0xBA, 0xE2, 0xEE].contains($0) }
  }

  /// Above zero for Windows-1250, below for Windows-1252, zero where the letter may well be either.
  func vote(_ index: Int) -> Int {
    switch word[index] {
    // ą ł ż ź ť ľ ş: in the other page signs, which stand in no word.
    case 0xB9, 0xB3, 0xBF, 0x9F, 0x9D, 0xBE, 0xBA: return 2
    // ś or œ, which comes before u and i, and in œdème.
    case 0x9C: return isNext("ui", index) || index == 0 && isNext("d", index) ? -1 : 1
    // å, rarely ĺ
    case 0xE5: return -2
    // à, rarely ŕ between consonants
    case 0xE0: return isBetweenConsonants(index) ? 0 : -2
    // ń or ñ
    case 0xF1: return isBeforeVowel(index) ? -1 : 2
    // ő or õ
    case 0xF5: return isLast(index) ? 2 : isNext("e", index) ? -2 : 0
    // ű or û
    case 0xFB: return isAfter("o", index) ? -1 : 0
    case 0xEC: return graveI(index)
    case 0xF9: return graveU(index)
    case 0xE6: return cAcute(index)
    case 0xE8: return cCaron(index)
    case 0xF8: return rCaron(index)
    case 0xF2: return nCaron(index)
    case 0xE3: return aBreve(index)
    case 0xFE: return tCedilla(index)
    case 0xF0: return dStroke(index)
    default: return 0
    }
  }

  // MARK: - Letters of several languages

  /// ě stands inside words, ì ends Italian ones.
  private func graveI(_ index: Int) -> Int {
    isLast(index) ? isAfter("slcrghiz", index) ? -1 : 0 : 1
  }

  /// ů stands inside Czech words and ends some (Martinů); ù ends Italian ones and stands in où.
  private func graveU(_ index: Int) -> Int {
    !isLast(index) || hasCzechVowel ? 1 : isAfterVowel(index) ? -1 : 0
  }

  /// ć follows vowels, as a rule; æ consonants.
  private func cAcute(_ index: Int) -> Int {
    if isAfterVowel(index) { return isLast(index) ? 2 : 1 }
    guard isLast(index) else { return isBetweenConsonants(index) && !isAfter("r", index) ? -1 : 0 }
    return isAfter("r", index) ? 0 : isAfterConsonant(index) ? -1 : 2
  }

  /// è never comes before a vowel; č does, and ends names after one. è stands before last consonants or a last, mute
  /// e.
  private func cCaron(_ index: Int) -> Int {
    if isBeforeVowel(index) || hasCzechVowel { return 2 }
    if index == 0 { return 0 }
    if isLast(index) { return isAfter("iae", index) ? 1 : isAfterConsonant(index) && !isAfter("r", index) ? -1 : 0 }
    let end = word[(index + 1)...].drop(while: Self.isConsonant)
    return ["", "e", "es", "ue", "ues"].contains { end.elementsEqual($0.utf8) } ? -1 : 0
  }

  /// ø stands between consonants, before y, and before e or i where ř after such a consonant is rare.
  private func rCaron(_ index: Int) -> Int {
    if hasCzechVowel || isAfterVowel(index) { return 2 }
    if isNext("y", index) { return -2 }
    guard isNext("ei", index) else { return isBeforeVowel(index) ? 1 : -1 }
    if isAfter("pdv", index) || isAfter("k", index) && isNext("e", index) { return 2 }
    return index == 0 || isAfter("btkh", index) ? 0 : -1
  }

  /// ň ends words after a vowel, ò after a consonant.
  private func nCaron(_ index: Int) -> Int {
    guard isLast(index) else { return hasCzechVowel || isBeforeVowel(index) ? 1 : 0 }
    return isAfterConsonant(index) ? -1 : isAfter("u", index) ? 0 : 1
  }

  /// ã stands in ão and ãe, and once in a word.
  private func aBreve(_ index: Int) -> Int {
    if isNext("oe", index) { return -2 }
    if hasRomanianLetter || word.contains(0xFE) || word.count(where: { $0 == 0xE3 }) > 1 { return 2 }
    return isLast(index) || isNext("s", index) && index + 2 == word.count ? 0 : 1
  }

  /// þ begins words and their parts, and comes before r, v and j.
  private func tCedilla(_ index: Int) -> Int {
    if hasIcelandicVowel || word.contains(0xF0) { return -2 }
    if hasRomanianLetter || word.contains(0xE3) || isLast(index) { return 2 }
    if index == 0 { return isNext("rvjy", index) ? -2 : 0 }
    return isAfterVowel(index) || isAfter("n", index) ? 1 : 0
  }

  /// ð never begins a word, and follows vowels, r, g or f.
  private func dStroke(_ index: Int) -> Int {
    if index == 0 { return 2 }
    if hasIcelandicVowel || word.contains(0xFE) { return -2 }
    return isAfterConsonant(index) && !isAfter("rgf", index) ? 1 : 0
  }

  // MARK: - Neighbours

  private func isLast(_ index: Int) -> Bool { index + 1 == word.count }
  private func isNext(_ letters: String, _ index: Int) -> Bool {
    index + 1 < word.count && letters.utf8.contains(word[index + 1])
  }
  private func isAfter(_ letters: String, _ index: Int) -> Bool {
    index > 0 && letters.utf8.contains(word[index - 1])
  }
  private func isBeforeVowel(_ index: Int) -> Bool { index + 1 < word.count && Self.isVowel(word[index + 1]) }
  private func isAfterVowel(_ index: Int) -> Bool { index > 0 && Self.isVowel(word[index - 1]) }
  private func isAfterConsonant(_ index: Int) -> Bool { index > 0 && Self.isConsonant(word[index - 1]) }
  private func isBetweenConsonants(_ index: Int) -> Bool {
    isAfterConsonant(index) && index + 1 < word.count && Self.isConsonant(word[index + 1])
  }

  /// Vowels that are the same in both pages.
  private static func isVowel(_ byte: UInt8) -> Bool {
    [
      0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0xE1, 0xE2, 0xE4, 0xE9, 0xEB, 0xED, 0xEE, 0xF3, 0xF4, 0xF6, 0xFA, 0xFC, 0xFD,
    ].contains(byte)
  }
  private static func isConsonant(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) && !isVowel(byte) }

  private static func small(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: byte | 0x20
    case 0x8C: 0x9C
    case 0x8D: 0x9D
    case 0x8F: 0x9F
    case 0xA3: 0xB3
    case 0xA5: 0xB9
    case 0xAA: 0xBA
    case 0xAF: 0xBF
    case 0xBC: 0xBE
    default: byte
    }
  }
}
