/// Lays JSON out so that a line of a diff means something: an object or array on one line where it fits, otherwise its
/// members on lines of their own; long lists of numbers fill their lines.
///
/// Only white space is changed. The input must be valid JSON without white space between tokens, as an encoder writes
/// it. O(bytes).
package struct JSONLayout {
  /// Lines hold at most this many bytes where a single token allows it.
  static let width = 120

  private let input: [UInt8]
  /// For each opening bracket, the place of its closing one.
  private let closing: [Int: Int]
  private var output: [UInt8] = []
  /// Bytes on the line begun.
  private var column = 0

  /// The text laid out, with a newline at its end.
  package static func laidOut(_ compact: [UInt8]) -> [UInt8] {
    var layout = JSONLayout(compact)
    layout.value(from: 0, depth: 0, reserve: 0)
    layout.output.append(UInt8(ascii: "\n"))
    return layout.output
  }

  private init(_ compact: [UInt8]) {
    input = compact
    var closing: [Int: Int] = [:]
    var open: [Int] = []
    var place = 0
    while place < compact.count {
      switch compact[place] {
      case UInt8(ascii: "\""): place = Self.endOfString(in: compact, from: place) - 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(place)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): if let start = open.popLast() { closing[start] = place }
      default: break
      }
      place += 1
    }
    self.closing = closing
    output.reserveCapacity(compact.count + compact.count / 2)
  }

  private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place + 1, bytes.count)
  }

  /// The end of the value that begins at `start`.
  private func end(of start: Int) -> Int {
    switch input[start] {
    case UInt8(ascii: "\""): return Self.endOfString(in: input, from: start)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return (closing[start] ?? input.count - 1) + 1
    default:
      var place = start
      while place < input.count, !",]}".utf8.contains(input[place]) { place += 1 }
      return place
    }
  }

  /// Writes the value at `start`; `reserve` bytes (a comma) must still fit behind it. Returns its end.
  @discardableResult
  private mutating func value(from start: Int, depth: Int, reserve: Int) -> Int {
    let stop = end(of: start)
    let isObject = input[start] == UInt8(ascii: "{")
    guard isObject || input[start] == UInt8(ascii: "["), stop - start > 2 else {
      write(input[start..<stop])
      return stop
    }
    if column + (stop - start) + reserve <= Self.width, writeOnOneLine(start..<stop, reserve: reserve) { return stop }
    write([input[start]])
    if !isObject, isListOfScalars(start..<stop) {
      fill(start..<stop, depth: depth + 1)
    } else {
      members(start..<stop, isObject: isObject, depth: depth + 1)
    }
    newLine(depth: depth)
    write([input[stop - 1]])
    return stop
  }

  /// Tries the whole value with a space behind each comma and colon; leaves nothing behind when it does not fit.
  private mutating func writeOnOneLine(_ range: Range<Int>, reserve: Int) -> Bool {
    let mark = (output.count, column)
    var place = range.lowerBound
    while place < range.upperBound {
      if input[place] == UInt8(ascii: "\"") {
        let stop = Self.endOfString(in: input, from: place)
        write(input[place..<stop])
        place = stop
        continue
      }
      write([input[place]])
      if input[place] == UInt8(ascii: ",") || input[place] == UInt8(ascii: ":") { write([UInt8(ascii: " ")]) }
      place += 1
    }
    if column + reserve <= Self.width { return true }
    output.removeSubrange(mark.0...)
    column = mark.1
    return false
  }

  private func isListOfScalars(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound + 1
    while place < range.upperBound - 1 {
      if input[place] == UInt8(ascii: "[") || input[place] == UInt8(ascii: "{") { return false }
      place = end(of: place) + 1
    }
    return true
  }

  private mutating func fill(_ range: Range<Int>, depth: Int) {
    newLine(depth: depth)
    var isFirst = true
    var place = range.lowerBound + 1
    while place < range.upperBound - 1 {
      let stop = end(of: place)
      if !isFirst {
        write([UInt8(ascii: ",")])
        // A space before, a comma behind.
        if column + 2 + (stop - place) > Self.width { newLine(depth: depth) } else { write([UInt8(ascii: " ")]) }
      }
      write(input[place..<stop])
      isFirst = false
      place = stop + 1
    }
  }

  private mutating func members(_ range: Range<Int>, isObject: Bool, depth: Int) {
    var place = range.lowerBound + 1
    while place < range.upperBound - 1 {
      newLine(depth: depth)
      if isObject {
        let stop = end(of: place)
        write(input[place..<stop])
        write(": ".utf8)
        place = stop + 1
      }
      place = value(from: place, depth: depth, reserve: 1)
      if place < range.upperBound - 1 { write([UInt8(ascii: ",")]) }
      place += 1
    }
  }

  private mutating func newLine(depth: Int) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    column = depth * 2
  }

  private mutating func write(_ bytes: some Collection<UInt8>) {
    output.append(contentsOf: bytes)
    column += bytes.count
  }
}
