/// Where the numbers of a JSON document stand that a whole number's reader may not take: those with a fraction or an
/// exponent, and those of more than 18 digits.
///
/// Foundation's decoder says of a number that doesn't fit only that the whole isn't JSON; `culprit` finds it.
struct JSONNumbers {
  private let bytes: [UInt8]
  private(set) var places: [(range: Range<Int>, path: String)] = []

  /// Deeper than any decoder goes.
  private static let deepest = 512

  /// O(bytes); what isn't JSON gives places of no meaning, what is nested too deeply none.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var levels: [(index: Int?, key: String)] = []
    var place = 0
    var text = ""
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "{"): levels.append((nil, ""))
      case UInt8(ascii: "["): levels.append((0, ""))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
      case UInt8(ascii: ","):
        if let index = levels.last?.index { levels[levels.count - 1].index = index + 1 }
      case UInt8(ascii: ":"): if !levels.isEmpty { levels[levels.count - 1].key = text }
      case UInt8(ascii: "\""):
        let start = place + 1
        place += 1
        while place < bytes.count, bytes[place] != byte { place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1 }
        text = String(decoding: bytes[min(start, bytes.count)..<min(place, bytes.count)], as: UTF8.self)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let start = place
        while place < bytes.count, Self.isOfNumber(bytes[place]) { place += 1 }
        let token = bytes[start..<place]
        if token.count > 18 || token.contains(where: { ".eE".utf8.contains($0) }) {
          places.append((start..<place, Self.path(levels)))
        }
        place -= 1
      default: break
      }
      place += 1
      guard levels.count <= Self.deepest else {
        places = []
        return
      }
    }
  }

  /// The first number without which the document is read.
  /// - Parameter isRead: whether a reader takes these bytes, whatever else is wrong with them.
  /// - Returns: nil where no number is to blame. Asks O(log numbers) times.
  func culprit(_ isRead: ([UInt8]) -> Bool) -> (text: String, path: String)? {
    guard !places.isEmpty, isRead(withZeros(first: places.count)) else { return nil }
    var failing = 0
    var read = places.count
    while read - failing > 1 {
      let middle = (failing + read) / 2
      if isRead(withZeros(first: middle)) { read = middle } else { failing = middle }
    }
    let found = places[read - 1]
    return (String(decoding: bytes[found.range], as: UTF8.self), found.path)
  }

  private func withZeros(first count: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    for number in places.prefix(count) {
      result += bytes[place..<number.range.lowerBound]
      result.append(UInt8(ascii: "0"))
      place = number.range.upperBound
    }
    return result + bytes[place...]
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
  }

  private static func path(_ levels: [(index: Int?, key: String)]) -> String {
    levels.reduce(into: "") { text, level in
      if let index = level.index {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? level.key : ".\(level.key)"
      }
    }
  }
}
