internal import Tables

/// The list of queues in the text of a `rota.json`, to which queues are added without touching anything else.
struct QueueList {
  private let bytes: [UInt8]
  /// Where the list's closing bracket stands.
  private var end: Int?
  /// Behind the last byte of the list that is neither blank nor comment.
  private var lastWord = 0
  /// The same of each queue of the list.
  private var queueEnds: [Int] = []

  /// - Precondition: the text is a project's settings.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var depth = 0
    var isQueues = false
    var begin: Int?
    var word = 0..<0
    var index = 0
    while index < bytes.count, end == nil {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        continue
      }
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        index += 2
        while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) {
          index += 1
        }
        index += 2
        continue
      }
      let start = index
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index += 1
        while index < bytes.count, bytes[index] != byte { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        word = start + 1..<min(index, bytes.count)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if byte == UInt8(ascii: "["), depth == 2, isQueues { begin = index }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if begin != nil, depth == 2 { end = index }
        if begin != nil, depth == 3 { queueEnds.append(lastWord) }
        depth -= 1
      case UInt8(ascii: ":"):
        if depth == 1 { isQueues = String(decoding: bytes[word], as: UTF8.self) == "queues" }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0A, UInt8(ascii: ","): break
      default:
        while index + 1 < bytes.count, Self.isWord(bytes[index + 1]) { index += 1 }
        word = start..<index + 1
      }
      if begin != nil, end == nil, byte > 0x20 { lastWord = min(index + 1, bytes.count) }
      index += 1
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte > 0x20 && !Array(":,{}[]\"'/".utf8).contains(byte)
  }

  /// The text with one more setting in the first queue of the list; nil where it has none.
  func adding(toFirst setting: String) -> [UInt8]? {
    guard end != nil, let place = queueEnds.first, place > 0 else { return nil }
    let last = bytes[place - 1]
    let isBegun = last == UInt8(ascii: ",") || last == UInt8(ascii: "{")
    return bytes[..<place] + Array("\(isBegun ? " " : ", ")\(setting)".utf8) + bytes[place...]
  }

  /// The text with more queues at the end of the list; nil where there is no list.
  func adding(_ queues: [String]) -> [UInt8]? {
    guard let end else { return nil }
    let last = bytes[lastWord - 1]
    var result = Array(bytes[..<lastWord])
    if last != UInt8(ascii: ","), last != UInt8(ascii: "[") { result.append(UInt8(ascii: ",")) }
    // Comments and blanks between the last queue and the bracket stay where they are.
    var rest = Array(bytes[lastWord..<end])
    while let blank = rest.last, blank == UInt8(ascii: " ") || blank == UInt8(ascii: "\t") { rest.removeLast() }
    result += rest
    if rest.last != 0x0A { result.append(0x0A) }
    for queue in queues { result += Array("    \(queue),\n".utf8) }
    result += Array("  ".utf8) + bytes[end...]
    return result
  }
}
