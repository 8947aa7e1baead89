import Optimization
import Searching

/// One document after the other, each bent in a way of its own: the same number gives the same bytes.
struct Mutator {
  private var random: SeededGenerator
  /// What was done, for whoever has to find it again.
  private(set) var story: [String] = []

  init(number: Int) { random = SeededGenerator(seed: UInt64(number)) }

  static let numbers = [
    "-1", "0", "1", "0.5", "1e-300", "5e-324", "1e9", "1e15", "1e19", "1e308", "-1e308", "1e999", "9007199254740992",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "2147483648",
    "-0", "1.7976931348623157e308", "0x1p5", "NaN", "60", "86400", "100001",
  ]
  static let texts = [
    "", " ", "9999-12-31", "0000-01-01", "2026-02-30", "9999-W52", "0000-W01", "24:00", "48:00", "99:99", "-5", "1e19",
    "Mars/Base", "Pacific/Kiritimati", "America/Ciudad_Juarez", "=1+1", "\u{202E}abc", "a\u{0}b", "\r\n", "\u{FEFF}x",
    "null", "mon-fri", "sun-sat", "0%", "100%", "1e308%", "+1e308%", "-100%", "999999h", "0s", "inf", "../../etc",
    String(repeating: "x", count: 5000), "👩🏽‍💻", "ＡＢＣ", "<b>", "2026-11-30T25:61", "24-24", "23:59-00:00",
  ]
  static let keys = [
    "id", "queues", "zone", "count", "interval", "base", "remove", "set", "grid", "", "a.b.c", "hours", "lengths",
    "start",
  ]

  // MARK: JSON

  mutating func json(_ sound: JSONTree) -> [UInt8] {
    if random.nextIndex(below: 8) == 0 { return bytes(Array(sound.json.utf8)) }
    var tree = sound
    for _ in 0..<(random.nextIndex(below: 6) == 0 ? 3 : 1) {
      tree = tree.changed(at: random.nextIndex(below: tree.count)) { self.bent($0, at: $1) }.first ?? .word("null")
    }
    return Array(tree.json.utf8)
  }

  private mutating func bent(_ value: JSONTree, at path: String) -> [JSONTree] {
    func told(_ what: String, _ made: [JSONTree]) -> [JSONTree] {
      story.append("\(path): \(what)")
      return made
    }
    switch random.nextIndex(below: 12) {
    case 0: return told("taken away", [])
    case 1: return told("there twice", [value, value])
    case 2: return told("null", [.word("null")])
    case 3:
      let text = pick(Self.texts)
      return told("the text '\(text.prefix(40))'", [.text(text)])
    case 4: return told("an empty list", [.list([])])
    case 5: return told("an empty object", [.object([])])
    case 6:
      if case .object(let fields) = value {
        let extra = pick(Self.keys)
        return told("a field '\(extra)' more", [.object(fields + [(extra, .word(pick(Self.numbers)))])])
      }
      return told("true", [.word("true")])
    case 7:
      if case .list(let items) = value, let first = items.first {
        return told("its first entry a hundred times", [.list(Array(repeating: first, count: 100))])
      }
      return told("in a list", [.list([value])])
    case 8:
      if case .list(let items) = value {
        let kept = random.nextIndex(below: items.count + 1)
        return told("cut to \(kept) entries", [.list(Array(items.prefix(kept)))])
      }
      fallthrough
    default:
      let number = pick(Self.numbers)
      return told(number, [.word(number)])
    }
  }

  // MARK: Tables

  mutating func table(_ sound: [UInt8]) -> [UInt8] {
    if random.nextIndex(below: 6) == 0 { return bytes(sound) }
    var rows = String(decoding: sound, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    for _ in 0..<(random.nextIndex(below: 6) == 0 ? 3 : 1) where !rows.isEmpty { bend(&rows) }
    return Array((rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n").utf8)
  }

  private mutating func bend(_ rows: inout [[String]]) {
    // The header is met as often as all rows together.
    let row = random.nextIndex(below: 4) == 0 ? 0 : random.nextIndex(below: rows.count)
    let column = random.nextIndex(below: max(1, rows[row].count))
    switch random.nextIndex(below: 10) {
    case 0:
      story.append("row \(row) taken away")
      rows.remove(at: row)
    case 1:
      story.append("row \(row) there twice")
      rows.insert(rows[row], at: row)
    case 2:
      story.append("column \(column) taken away")
      for index in rows.indices where rows[index].indices.contains(column) { rows[index].remove(at: column) }
    case 3:
      story.append("column \(column) there twice")
      for index in rows.indices where rows[index].indices.contains(column) {
        rows[index].insert(rows[index][column], at: column)
      }
    case 4:
      story.append("row \(row) cut to \(column) cells")
      rows[row] = Array(rows[row].prefix(column))
    default:
      guard rows[row].indices.contains(column) else { return }
      let cell = random.nextIndex(below: 2) == 0 ? pick(Self.numbers) : pick(Self.texts)
      story.append("row \(row), column \(column): \(cell.prefix(40))")
      rows[row][column] = cell.contains("\n") || cell.contains(",") ? "\"\(cell)\"" : cell
    }
  }

  // MARK: Bytes

  private mutating func bytes(_ sound: [UInt8]) -> [UInt8] {
    guard !sound.isEmpty else { return sound }
    let place = random.nextIndex(below: sound.count)
    switch random.nextIndex(below: 6) {
    case 0:
      story.append("cut at byte \(place)")
      return Array(sound.prefix(place))
    case 1:
      let byte = UInt8(truncatingIfNeeded: random.next())
      story.append("byte \(place) is \(byte)")
      var bent = sound
      bent[place] = byte
      return bent
    case 2:
      story.append("a piece from byte \(place) twice")
      let end = min(sound.count, place + random.nextIndex(below: 200))
      return Array(sound[..<end] + sound[place...])
    case 3:
      let bracket = UInt8(ascii: random.nextIndex(below: 2) == 0 ? "[" : "{")
      story.append("100000 brackets at byte \(place)")
      return Array(sound[..<place]) + [UInt8](repeating: bracket, count: 100_000) + sound[place...]
    case 4:
      story.append("0xFF at byte \(place)")
      return Array(sound[..<place]) + [0xFF] + sound[place...]
    default:
      let end = min(sound.count, place + random.nextIndex(below: 50))
      story.append("bytes \(place)..<\(end) taken away")
      return Array(sound[..<place] + sound[end...])
    }
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item { items[random.nextIndex(below: items.count)] }
}
