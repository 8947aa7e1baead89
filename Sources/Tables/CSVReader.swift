/// Reads a CSV file record by record (RFC 4180 and what spreadsheets make of it), typed and without text for columns
/// that nobody asks for. Memory stays at about one megabyte whatever the file's size.
///
///     var reader = try CSVReader(ByteStream(path: "tickets.csv"), options: CSVOptions())
///     let created = try reader.column(named: "created_at")
///     while try reader.next() { print(reader.text(created)) }
///
/// - Note: `"` quotes a field that starts with it; `""` inside is one quote; quoted fields may hold line ends. Lines end
///   in LF, CR LF or CR. Empty lines are skipped. A first line `sep=;`, which Excel writes, names the delimiter.
public struct CSVReader: ~Copyable {
  /// The file as the user named it.
  public let file: String
  /// The columns; without names when the file has no header.
  public private(set) var header = Header(names: [])
  /// The delimiter found or set.
  public private(set) var delimiter: UInt8 = UInt8(ascii: ",")
  /// The row on which the current record starts, counting lines of the file from 1.
  public private(set) var row = 0
  /// Records read after the header, broken ones apart.
  public private(set) var recordCount = 0
  /// Records whose width differs from the header's (accepted ones), with the first of them.
  public private(set) var raggedRows = 0
  public private(set) var firstRaggedRow: Diagnostic?
  /// Records left out because their quotes do not pair up, and the first twenty of them.
  public private(set) var brokenRows = 0
  public private(set) var brokenExamples: [Diagnostic] = []
  /// Records with text behind a closing quote (accepted ones), with the first of them.
  public private(set) var looseRows = 0
  public private(set) var firstLooseRow: Diagnostic?

  private let options: CSVOptions
  private let stream: ByteStream
  private var transcoder: Transcoder
  private var scanner = CSVScanner(delimiter: UInt8(ascii: ","))
  @usableFromInline var buffer: [UInt8] = []
  /// The first byte of `buffer` that no record has used.
  private var position = 0
  private var streamEnded = false
  private var nextRow = 1
  /// Bytes scanned again after broken quotes.
  private var scannedInVain = 0

  /// Reads up to the header.
  /// - Throws: `csv.empty`, and what `next` throws.
  public init(_ stream: ByteStream, options: CSVOptions = CSVOptions()) throws(Diagnostic) {
    self.stream = stream
    self.options = options
    file = stream.name
    transcoder = Transcoder(encoding: options.encoding)
    if transcoder.isUnknown, let encoding = options.encoding {
      throw Diagnostic(
        "csv.encoding", "this system can't read \(encoding.rawValue)", at: SourcePosition(file: file),
        cure: "Convert the file to UTF-8: iconv -f \(encoding.systemName ?? encoding.rawValue) -t UTF-8 FILE > NEW.")
    }
    try fill()
    try chooseDelimiter()
    guard options.hasHeader else { return }
    guard try advance() else {
      throw Diagnostic(
        "csv.empty", "the file is empty", at: SourcePosition(file: file),
        cure: "Check that the export finished; a header row is expected.")
    }
    header = Header(names: scanner.fields.indices.map { text($0) })
  }

  /// The encoding found or set.
  public var encoding: TextEncoding { transcoder.encoding ?? transcoder.codePage?.likelier ?? .utf8 }
  /// A warning where nothing tells which Windows code page the file has, and it makes a difference.
  public var encodingDoubt: Diagnostic? {
    guard options.encoding == nil, let doubt = transcoder.codePage?.doubt else { return nil }
    return Diagnostic(
      "csv.code-page",
      "nothing tells whether the file is Windows-1250 or Windows-1252: '\(doubt.central)' or '\(doubt.western)'",
      at: SourcePosition(file: file), cure: "Say which (--encoding windows-1250), or save the file as UTF-8.",
      severity: .warning)
  }
  /// What to ask where the bytes are hardly of a European code page; reading on would make nonsense of every name.
  public var foreignText: Diagnostic? {
    guard options.encoding == nil, let readings = transcoder.codePage?.foreignReadings else { return nil }
    let shown = (readings.prefix(6) + readings.dropFirst(6).filter { $0.encoding.systemName == nil })
      .map { "--encoding \($0.encoding.rawValue.lowercased()) reads '\($0.text)'" }
    return Diagnostic(
      "csv.foreign-text",
      "the file is not UTF-8, and nothing tells its encoding: its letters beyond ASCII stand side by side, or are ones that "
        + "Windows-1250 and Windows-1252 hardly use",
      at: SourcePosition(file: file),
      cure: "Say which encoding it has\(shown.isEmpty ? " (--encoding)" : ": \(shown.joined(separator: "; "))"), "
        + "or save it as UTF-8.")
  }
  /// The delimiter as messages call it: `,` `;` `|` or `tab`.
  public var delimiterName: String { Delimiter.name(delimiter) }
  /// Whether some text was not what its encoding allows; it reads as U+FFFD.
  public var hasInvalidText: Bool { transcoder.hasInvalidText }
  /// How many fields the current record has.
  public var fieldCount: Int { scanner.fields.count }

  /// Moves to the next record.
  ///
  /// - Returns: false at the end of the file.
  /// - Throws: `csv.binary`, `csv.record-too-long`, what reading the file throws, and, as the options say,
  ///   `csv.ragged-row`, `csv.unclosed-quote` and `csv.text-after-quote`.
  public mutating func next() throws(Diagnostic) -> Bool {
    guard try advance() else { return false }
    recordCount += 1
    if options.hasHeader, fieldCount != header.names.count { try admitRaggedRow() }
    return true
  }

  /// Where a field of the current record stands; the whole record without `column`. `column` counts from 0.
  public func position(column: Int? = nil) -> SourcePosition {
    SourcePosition(file: file, row: row, column: column.map { $0 + 1 })
  }

  /// Calls `body` with the content of a field: without quotes, UTF-8, empty where the record is too short.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(buffer.span.extracting(range(of: column)))
  }

  /// Where the content of a field stands in the buffer; an empty range where the record is too short.
  @usableFromInline func range(of column: Int) -> Range<Int> {
    guard column >= 0, column < scanner.fields.count else { return 0..<0 }
    let field = scanner.fields[column]
    return field.start..<field.end
  }

  // MARK: - Records

  /// Scans the next record that is not an empty line.
  private mutating func advance() throws(Diagnostic) -> Bool {
    while true {
      if position == buffer.count {
        if streamEnded { return false }
        try fill()
        continue
      }
      row = nextRow
      // Never looks further than a record may reach, so that the outcome does not depend on how the bytes came.
      let end = min(buffer.count, position + options.recordLimit)
      switch scanner.scan(buffer, in: position..<end, isLast: streamEnded && end == buffer.count) {
      case .record(let next, let lineBreaks):
        position = next
        nextRow = row + lineBreaks
        if scanner.fields.count == 1, scanner.fields[0].start == scanner.fields[0].end, lineBreaks == 1 { continue }
        if scanner.hasEscapes { undoubleQuotes() }
        if !scanner.looseFields.isEmpty { admitLooseText() }
        return true
      case .unfinished(let inQuotes):
        if end == buffer.count, !streamEnded {
          try fill()
        } else if inQuotes {
          try skipBrokenRow(scanned: end - position, unclosedQuote())
        } else {
          throw tooLong()
        }
      case .textAfterQuote(let field):
        try skipBrokenRow(scanned: end - position, textAfterQuote(field: field))
      case .binary:
        throw Diagnostic(
          "csv.binary", "the record holds a NUL byte: this is not a text file", at: position(),
          cure: "Export as CSV, or as a workbook (.xlsx) where that is read; a PDF can't be.")
      }
    }
  }

  /// Undoubles the quotes of the current record's fields in place; they only get shorter.
  private mutating func undoubleQuotes() {
    var loose = 0
    for index in scanner.fields.indices where scanner.fields[index].isEscaped {
      let field = scanner.fields[index]
      var target = field.start
      var source = field.start
      var closing = field.end
      if loose < scanner.looseFields.count, scanner.looseFields[loose].field == index {
        closing = scanner.looseFields[loose].closingQuote
        loose += 1
      }
      while source < closing {
        buffer[target] = buffer[source]
        // Inside a quoted field quotes come in pairs.
        source += buffer[source] == UInt8(ascii: "\"") ? 2 : 1
        target += 1
      }
      // What stands behind the closing quote stays as it is.
      source = min(closing + 1, field.end)
      while source < field.end {
        buffer[target] = buffer[source]
        source += 1
        target += 1
      }
      scanner.fields[index].end = target
      scanner.fields[index].isEscaped = false
    }
  }

  /// Reads on until something new is in the buffer or the stream has ended, dropping what is used up. What is pending
  /// is at least doubled, so that a long record costs linear time.
  private mutating func fill() throws(Diagnostic) {
    buffer.removeSubrange(..<position)
    position = 0
    let wanted = buffer.count + max(1 << 18, buffer.count)
    while buffer.count < wanted, !streamEnded {
      let start = buffer.count
      streamEnded = try stream.read(into: &buffer, atMost: wanted - start) == 0
      transcoder.transcode(&buffer, from: start, isLast: streamEnded)
    }
  }

  private mutating func chooseDelimiter() throws(Diagnostic) {
    // Excel's own line `sep=;` rules over the guess, and is no record.
    if buffer.count >= 5, buffer[..<4].elementsEqual("sep=".utf8),
      buffer.count == 5 || buffer[5] == 10 || buffer[5] == 13, buffer[4] >= 9, buffer[4] != UInt8(ascii: "\"")
    {
      delimiter = buffer[4]
      position = scanner.firstLineEnd(buffer, in: 0..<buffer.count) ?? min(buffer.count, 6)
      nextRow = 2
    } else {
      delimiter = Delimiter.detect(buffer, isLast: streamEnded)
    }
    if let set = options.delimiter { delimiter = set }
    scanner = CSVScanner(delimiter: delimiter)
    scanner.isLenient = options.brokenQuotes == .lenient
  }

  // MARK: - Faults

  private mutating func admitRaggedRow() throws(Diagnostic) {
    let found = fieldCount
    let expected = header.names.count
    var fault = Diagnostic(
      "csv.ragged-row", "the row has \(found) fields; the header has \(expected)", at: position(),
      cure: "Look for a delimiter or a quote too many or too few in this row.")
    switch options.raggedRows {
    case .refuse:
      // Spreadsheets leave empty fields behind the last column, and rows of nothing but delimiters.
      if scanner.fields.allSatisfy({ $0.start == $0.end }) { return }
      if found > expected, scanner.fields[expected...].allSatisfy({ $0.start == $0.end }) { return }
      throw fault
    case .accept:
      raggedRows += 1
      fault.severity = .warning
      if firstRaggedRow == nil { firstRaggedRow = fault }
    }
  }

  private mutating func admitLooseText() {
    looseRows += 1
    guard firstLooseRow == nil, let first = scanner.looseFields.first else { return }
    var fault = textAfterQuote(field: first.field)
    fault.severity = .note
    firstLooseRow = fault
  }

  private mutating func skipBrokenRow(scanned: Int, _ fault: Diagnostic) throws(Diagnostic) {
    scannedInVain += scanned
    // Beyond this the file is not a CSV file with slips, and going on would take for ever.
    guard options.brokenQuotes == .lenient, scannedInVain < 256 * options.recordLimit else { throw fault }
    if recordCount == 0, options.hasHeader, header.names.isEmpty { throw fault }
    brokenRows += 1
    if brokenExamples.count < 20 { brokenExamples.append(fault) }
    while true {
      if let next = scanner.firstLineEnd(buffer, in: position..<buffer.count) {
        position = next
        nextRow = row + 1
        return
      }
      if streamEnded {
        position = buffer.count
        return
      }
      if buffer.count - position > options.recordLimit { throw tooLong() }
      try fill()
    }
  }

  private func unclosedQuote() -> Diagnostic {
    Diagnostic(
      "csv.unclosed-quote", "a field in this row opens a quote that is never closed",
      at: position(column: scanner.fields.count), cure: "Close the quote, or write a quote inside a field twice.")
  }

  private func textAfterQuote(field: Int) -> Diagnostic {
    Diagnostic(
      "csv.text-after-quote", "after the closing quote of this field a '\(Delimiter.name(delimiter))' is expected",
      at: position(column: field), cure: "Write a quote inside a quoted field twice.")
  }

  private func tooLong() -> Diagnostic {
    Diagnostic(
      "csv.record-too-long", "the record is longer than \(options.recordLimit) bytes", at: position(),
      cure: "Check that this is a CSV file with line ends, and that no quote is left open.")
  }
}
