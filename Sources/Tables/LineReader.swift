/// Reads a text file line by line, for formats with one record a line. Memory stays at about the longest line.
public struct LineReader: ~Copyable {
  /// The file as the user named it.
  public let file: String
  /// The current line's number, from 1.
  public private(set) var row = 0
  private let limit: Int
  private let stream: ByteStream
  @usableFromInline var buffer: [UInt8] = []
  @usableFromInline var line = 0..<0
  private var position = 0
  private var searched = 0
  private var streamEnded = false
  private var isFirst = true

  /// - Parameter limit: the most bytes that one line may have.
  public init(_ stream: ByteStream, limit: Int = 1 << 20) {
    self.stream = stream
    self.limit = limit
    file = stream.name
  }

  /// Moves to the next line, empty ones included.
  /// - Returns: false at the end of the file.
  /// - Throws: `text.line-too-long`, and what reading the file throws.
  public mutating func next() throws(Diagnostic) -> Bool {
    while true {
      if let end = lineEnd() {
        row += 1
        var last = end
        if last > position, buffer[last - 1] == 13 { last -= 1 }
        line = position..<last
        position = min(end + 1, buffer.count)
        searched = position
        if isFirst {
          isFirst = false
          if buffer[line].starts(with: [0xEF, 0xBB, 0xBF]) { line = line.lowerBound + 3..<line.upperBound }
        }
        return true
      }
      if streamEnded { return false }
      if buffer.count - position > limit { throw tooLong() }
      try fill()
    }
  }

  /// Calls `body` with the current line, without its end.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(buffer.span.extracting(line))
  }

  /// Where the current line ends in the buffer: its line feed, or the end of the file.
  private mutating func lineEnd() -> Int? {
    if let end = buffer[searched...].firstIndex(of: 10) { return end }
    searched = buffer.count
    return streamEnded && position < buffer.count ? buffer.count : nil
  }

  private mutating func fill() throws(Diagnostic) {
    buffer.removeSubrange(..<position)
    searched -= position
    position = 0
    let wanted = buffer.count + max(1 << 18, buffer.count)
    while buffer.count < wanted, !streamEnded {
      streamEnded = try stream.read(into: &buffer, atMost: wanted - buffer.count) == 0
    }
  }

  private func tooLong() -> Diagnostic {
    Diagnostic(
      "text.line-too-long", "the line is longer than \(limit) bytes", at: SourcePosition(file: file, row: row + 1),
      cure: "Check that the file has one record a line.")
  }
}
