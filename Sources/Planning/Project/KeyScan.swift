/// The keys of JSON5 text in the order in which they are written, which Foundation's decoder forgets, and the first key
/// that an object has twice, of which the decoder would keep one in silence.
struct KeyScan {
  /// A key where it stands; rows and columns count from 1.
  struct Key: Hashable {
    /// `grid` for a key of the top object, `grid.volume` for one inside it; lists count for nothing.
    var path: String
    var name: String
    var row: Int
    var column: Int
  }

  private(set) var keys: [Key] = []
  /// The first key that is there twice in one object, and where it stood before.
  private(set) var repeated: (key: Key, before: Key)?

  private struct Level {
    var isObject: Bool
    var path: String
    var seen: [String: Key] = [:]
    /// Whether the next word is a key.
    var awaitsKey: Bool
    var last = ""
  }

  /// - Precondition: brackets and quotes match (`BracketScan`); other faults are the decoder's to name.
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8]) {
    var levels: [Level] = []
    var row = 1
    var lineStart = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case 0x0A:
        row += 1
        lineStart = index + 1
      case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
        while index + 1 < bytes.count, bytes[index + 1] != 0x0A { index += 1 }
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
        index += 2
        while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) {
          if bytes[index] == 0x0A {
            row += 1
            lineStart = index + 1
          }
          index += 1
        }
        index += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        let path = levels.last.map { $0.isObject ? Self.joined($0.path, $0.last) : $0.path } ?? ""
        levels.append(Level(isObject: isObject, path: path, awaitsKey: isObject))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
      case UInt8(ascii: ","): if let last = levels.last, last.isObject { levels[levels.count - 1].awaitsKey = true }
      case UInt8(ascii: ":"): if !levels.isEmpty { levels[levels.count - 1].awaitsKey = false }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default:
        let begin = index
        var name: [UInt8] = []
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          index += 1
          while index < bytes.count, bytes[index] != byte {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
              name.append(bytes[index])
              index += 1
            }
            name.append(bytes[index])
            if bytes[index] == 0x0A {
              row += 1
              lineStart = index + 1
            }
            index += 1
          }
        } else {
          while index < bytes.count, !Self.endsWord(bytes[index]) {
            name.append(bytes[index])
            index += 1
          }
          index -= 1
        }
        if let last = levels.last, last.awaitsKey {
          note(String(decoding: name, as: UTF8.self), row: row, column: begin - lineStart + 1, in: &levels)
        }
      }
      index += 1
    }
  }

  private mutating func note(_ name: String, row: Int, column: Int, in levels: inout [Level]) {
    let top = levels.count - 1
    let key = Key(path: Self.joined(levels[top].path, name), name: name, row: row, column: column)
    keys.append(key)
    if let before = levels[top].seen[name], repeated == nil { repeated = (key, before) }
    levels[top].seen[name] = key
    levels[top].last = name
    levels[top].awaitsKey = false
  }

  private static func joined(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || [UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(byte)
      || [UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(byte)
  }
}
