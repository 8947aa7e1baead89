internal import Plans

/// Holds a plan's page against the one that the plan makes, word for word and mark for mark: what it shows, its data,
/// styles and scripts. Only blanks and line ends may differ.
///
/// - Parameters:
///   - found: the bytes of the page that people hold.
///   - made: the page made anew from the plan.
///   - isBinding: whether the same program wrote it, so that any other word contradicts the plan; else it is a note.
/// - Returns: nil for the same page.
public func checkPage(_ found: [UInt8], made: [UInt8], isBinding: Bool) -> Breach? {
  guard found != made else { return nil }
  let (found, expected) = (PageWords(found), PageWords(made))
  guard let place = found.firstDifference(from: expected) else { return nil }
  let words = "found \(found.words(from: place)), expected \(expected.words(from: place))"
  return Breach(
    rule: "files.report-words", severity: isBinding ? .breach : .note, file: PlanFile.report,
    row: found.line(of: place),
    message: isBinding
      ? "\(words): the page doesn't say what the plan says"
      : "\(words): it isn't the page that this program makes of the plan, so that its words weren't compared")
}

/// A page cut at blanks and at the edges of its marks.
private struct PageWords {
  private let words: [ArraySlice<UInt8>]
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var words: [ArraySlice<UInt8>] = []
    var start = 0
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    for (place, byte) in bytes.enumerated() {
      let isOpening = byte == UInt8(ascii: "<")
      if isBlank(byte) || isOpening {
        if start < place { words.append(bytes[start..<place]) }
        start = isOpening ? place : place + 1
      } else if byte == UInt8(ascii: ">") {
        words.append(bytes[start...place])
        start = place + 1
      }
    }
    if start < bytes.count { words.append(bytes[start...]) }
    self.words = words
  }

  func firstDifference(from other: PageWords) -> Int? {
    let shared = min(words.count, other.words.count)
    return (0..<shared).first { !words[$0].elementsEqual(other.words[$0]) }
      ?? (words.count == other.words.count ? nil : shared)
  }

  /// The word at a place with the three before it, where a figure's name may stand, and what follows.
  func words(from place: Int) -> String {
    guard place < words.count else { return "nothing" }
    let near = words[max(0, place - 3)..<min(words.count, place + 4)]
    return Shown.text(near.map { String(decoding: $0.prefix(60), as: UTF8.self) }.joined(separator: " "))
  }

  /// Counted from 1.
  func line(of place: Int) -> Int {
    let end = place < words.count ? words[place].startIndex : bytes.count
    return 1 + bytes[..<end].count { $0 == 0x0A }
  }
}
