internal import Tables

/// Cuts a JSON text that is laid out over many lines into the values that matter: the elements of an array, or the
/// objects that follow each other. Memory stays at about the longest of them.
struct JSONDocument: ~Copyable {
  /// The line on which the current value starts, from 1.
  private(set) var row = 1
  /// Where the text stops being JSON; nil while it is.
  private(set) var brokenRow: Int?
  private let limit: Int
  private let stream: ByteStream
  private var buffer: [UInt8] = []
  private var value = 0..<0
  private var position = 0
  private var nextRow = 1
  private var arrays = 0
  private var streamEnded = false

  init(_ stream: ByteStream, limit: Int) {
    self.stream = stream
    self.limit = limit
  }

  /// Moves to the next value.
  /// - Returns: false at the end, or where the text is broken.
  /// - Throws: `text.value-too-long`, and what reading the file throws.
  mutating func next() throws(Diagnostic) -> Bool {
    while let byte = try nextByte() {
      switch byte {
      case UInt8(ascii: "["):
        arrays += 1
        position += 1
      case UInt8(ascii: "]") where arrays > 0:
        arrays -= 1
        position += 1
      case UInt8(ascii: ",") where arrays > 0: position += 1
      case UInt8(ascii: "{"): return try takeObject()
      default:
        brokenRow = nextRow
        return false
      }
    }
    if arrays > 0 { brokenRow = nextRow }
    return false
  }

  /// Calls `body` with the current value.
  func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(buffer.span.extracting(value))
  }

  /// The next byte that is no blank, not taken.
  private mutating func nextByte() throws(Diagnostic) -> UInt8? {
    while true {
      while position < buffer.count {
        let byte = buffer[position]
        if byte == 10 { nextRow += 1 }
        if byte > 0x20, byte != 0xEF, byte != 0xBB, byte != 0xBF { return byte }
        position += 1
      }
      if streamEnded { return nil }
      try fill()
    }
  }

  /// Finds the end of the object that is next.
  private mutating func takeObject() throws(Diagnostic) -> Bool {
    row = nextRow
    var depth = 0
    var isInString = false
    var isEscaped = false
    var index = position
    while true {
      while index < buffer.count {
        let byte = buffer[index]
        index += 1
        if byte == 10 { nextRow += 1 }
        if isInString {
          if isEscaped {
            isEscaped = false
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
          } else if byte == UInt8(ascii: "\"") {
            isInString = false
          }
        } else if byte == UInt8(ascii: "\"") {
          isInString = true
        } else if byte == UInt8(ascii: "{") {
          depth += 1
        } else if byte == UInt8(ascii: "}") {
          depth -= 1
          if depth == 0 {
            value = position..<index
            position = index
            return true
          }
        }
      }
      if streamEnded {
        brokenRow = row
        return false
      }
      guard buffer.count - position <= limit else {
        throw Diagnostic(
          "text.value-too-long", "the JSON object is longer than \(limit) bytes",
          at: SourcePosition(file: stream.name, row: row),
          cure: "Write one ticket a line, for example with jq -c '.tickets[]'.")
      }
      let done = index - position
      try fill()
      index = position + done
    }
  }

  private mutating func fill() throws(Diagnostic) {
    buffer.removeSubrange(..<position)
    position = 0
    let wanted = buffer.count + max(1 << 18, buffer.count)
    while buffer.count < wanted, !streamEnded {
      streamEnded = try stream.read(into: &buffer, atMost: wanted - buffer.count) == 0
    }
  }
}
