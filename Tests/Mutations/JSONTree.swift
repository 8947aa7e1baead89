/// JSON that can be bent: numbers as they are written, keys in order and as often as one likes.
indirect enum JSONTree {
  case object([(key: String, value: JSONTree)])
  case list([JSONTree])
  case text(String)
  /// Numbers and the three words, as they are written.
  case word(String)

  /// - Precondition: sound JSON; what isn't comes out as something else.
  init(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    self = reader.value()
  }

  var count: Int {
    switch self {
    case .object(let fields): fields.reduce(1) { $0 + $1.value.count }
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .text, .word: 1
    }
  }

  var json: String {
    switch self {
    case .object(let fields):
      "{" + fields.map { "\(Self.quoted($0.key)):\($0.value.json)" }.joined(separator: ",") + "}"
    case .list(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .text(let text): Self.quoted(text)
    case .word(let word): word
    }
  }

  /// The tree with the `place`-th value (in the order of writing, itself the 0th) put through `change`; nil takes it away,
  /// several take its place.
  func changed(at place: Int, path: String = "", _ change: (JSONTree, String) -> [JSONTree]) -> [JSONTree] {
    guard place > 0 else { return change(self, path) }
    var left = place - 1
    switch self {
    case .object(var fields):
      for index in fields.indices {
        let size = fields[index].value.count
        if left < size {
          let key = fields[index].key
          let made = fields[index].value.changed(at: left, path: "\(path)/\(key)", change)
          fields.replaceSubrange(index...index, with: made.map { (key, $0) })
          return [.object(fields)]
        }
        left -= size
      }
    case .list(var items):
      for index in items.indices {
        let size = items[index].count
        if left < size {
          items.replaceSubrange(index...index, with: items[index].changed(at: left, path: "\(path)/\(index)", change))
          return [.list(items)]
        }
        left -= size
      }
    case .text, .word: break
    }
    return [self]
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

    private mutating func skipBlanks() { while place < bytes.count, bytes[place] <= 0x20 { place += 1 } }

    mutating func value() -> JSONTree {
      skipBlanks()
      switch next {
      case UInt8(ascii: "{"):
        place += 1
        var fields: [(key: String, value: JSONTree)] = []
        while true {
          skipBlanks()
          if next != UInt8(ascii: "\"") { break }
          let key = text()
          skipBlanks()
          place += 1
          fields.append((key, value()))
          skipBlanks()
          if next != UInt8(ascii: ",") { break }
          place += 1
        }
        place += 1
        return .object(fields)
      case UInt8(ascii: "["):
        place += 1
        var items: [JSONTree] = []
        skipBlanks()
        while next != UInt8(ascii: "]"), place < bytes.count {
          items.append(value())
          skipBlanks()
          if next == UInt8(ascii: ",") { place += 1 }
          skipBlanks()
        }
        place += 1
        return .list(items)
      case UInt8(ascii: "\""): return .text(text())
      default:
        let start = place
        while place < bytes.count, !",]} \n".utf8.contains(bytes[place]) { place += 1 }
        return .word(String(decoding: bytes[start..<max(start, place)], as: UTF8.self))
      }
    }

    /// Escapes of this program's own writing only: quotes, backslashes, line breaks.
    private mutating func text() -> String {
      place += 1
      var content: [UInt8] = []
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        if bytes[place] == UInt8(ascii: "\\") {
          place += 1
          content.append(next == UInt8(ascii: "n") ? 0x0A : next)
        } else {
          content.append(bytes[place])
        }
        place += 1
      }
      place += 1
      return String(decoding: content, as: UTF8.self)
    }
  }
}
