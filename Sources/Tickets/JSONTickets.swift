internal import Calendars
internal import Tables

/// Reads tickets from JSON: one on each line, an array of them, or pages as interfaces give them (`{"tickets": […]}`,
/// `{"data": {"tickets": […]}}`), on one line or laid out over many.
///
/// Of Zendesk's `metric_set` only `replies` are used: reply and resolution times are waiting, not work.
enum JSONTickets {
  /// A page of a thousand tickets with all their fields has a few megabytes.
  static let longest = 1 << 26

  /// Adds every ticket of `source`. What cannot be read is counted and left out.
  /// - Throws: what reading the file throws; `import.unknown-system` where no ticket has a time and other members hold some;
  ///   `import.list` where a list in an object would count as one ticket.
  static func read(
    _ source: TicketSource, system: TicketSystem, options: ImportOptions, into accumulator: inout TicketAccumulator,
    _ tally: inout ImportTally
  ) throws(Diagnostic) {
    var head: [UInt8] = []
    _ = try source.stream().read(into: &head, atMost: 1 << 16)
    tally.begin(ImportReport.Source(name: source.name, system: system))
    var reader = JSONPageReader(file: source.name, options: options)
    if isByLine(head) {
      var lines = LineReader(try source.stream(), limit: longest)
      while try lines.next() {
        let row = lines.row
        // A page of several tickets is one line: the accumulator is filled while the line is at hand.
        try lines.withBytes { bytes throws(Diagnostic) in
          try reader.read(bytes, row: row, into: &accumulator, &tally)
        }
      }
    } else {
      var document = JSONDocument(try source.stream(), limit: longest)
      while try document.next() {
        let row = document.row
        try document.withBytes { bytes throws(Diagnostic) in
          try reader.read(bytes, row: row, into: &accumulator, &tally)
        }
      }
      if let row = document.brokenRow {
        tally.read()
        tally.drop(.badRow, at: SourcePosition(file: source.name, row: row), "the text is not JSON from here on")
      }
    }
    if !reader.hasTimes, let found = JSONTimePaths(head).likeliest {
      throw Diagnostic(
        "import.unknown-system", "no member that is known says when a ticket was created",
        at: SourcePosition(file: source.name), cure: found.cure(file: source.name))
    }
    if let warning = try reader.lists.warning(file: source.name, head: head, map: options.columns) {
      tally.warn(warning)
    }
    reader.report(&tally)
  }

  /// Whether each line is a text of its own: the first is whole, or long, or the second is.
  private static func isByLine(_ head: [UInt8]) -> Bool {
    var start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < head.count, head[start] <= 0x20 { start += 1 }
    guard start < head.count, head[start] == UInt8(ascii: "{") else { return start >= head.count }
    guard let end = head[start...].firstIndex(of: 10) else { return true }
    var scanner = JSONScanner()
    let line = Array(head[start..<end])
    scanner.skip(line.span)
    if scanner.isAtEnd(line.span) { return true }
    // A damaged first line among whole ones.
    let rest = head[end...].drop { $0 <= 0x20 }
    scanner = JSONScanner()
    let second = Array(rest.prefix { $0 != 10 })
    scanner.skip(second.span)
    return scanner.isAtEnd(second.span) && second.count > 2
  }
}

/// Turns JSON texts into tickets: each is a ticket or a page of them.
private struct JSONPageReader {
  let file: String
  let options: ImportOptions
  private let paths: JSONPaths
  private let languageField: [UInt8]?
  private var draft = TicketDraft()
  private var directions = CellMemo<Direction?>()
  private var ticket = JSONTicket()
  private(set) var lists = JSONLists()

  init(file: String, options: ImportOptions) {
    self.file = file
    self.options = options
    paths = JSONPaths(options.columns)
    languageField = options.columns.language.flatMap { name in
      !name.isEmpty && name.utf8.allSatisfy { (48...57).contains($0) } ? Array(name.utf8) : nil
    }
  }

  mutating func read(
    _ bytes: Span<UInt8>, row: Int, into accumulator: inout TicketAccumulator, _ tally: inout ImportTally
  ) throws(Diagnostic) {
    var scanner = JSONScanner()
    if scanner.isAtEnd(bytes) { return }
    if scanner.isNext(bytes, UInt8(ascii: "[")) {
      try readElements(bytes, &scanner, row: row, channel: [], into: &accumulator, &tally)
    } else {
      guard scanner.enterObject(bytes) else {
        tally.read()
        tally.drop(.badRow, at: SourcePosition(file: file, row: row), "the line holds no JSON object")
        return
      }
      ticket.clear()
      ticket.read(bytes, &scanner, paths: paths, languageField: languageField)
      if !scanner.failed, scanner.isAtEnd(bytes) {
        if !ticket.hasTime, try readPage(bytes, row: row, into: &accumulator, &tally) { return }
        lists.add(ticket, bytes, paths: paths)
        try add(bytes, row: row, channel: [], into: &accumulator, &tally)
        return
      }
    }
    if scanner.failed || !scanner.isAtEnd(bytes) {
      tally.read()
      tally.drop(
        .badRow, at: SourcePosition(file: file, row: row, column: scanner.index + 1),
        "the line is not JSON from here on")
    }
  }

  /// - Returns: false when the object has no array of tickets.
  private mutating func readPage(
    _ bytes: Span<UInt8>, row: Int, into accumulator: inout TicketAccumulator, _ tally: inout ImportTally
  ) throws(Diagnostic) -> Bool {
    let pages = JSONPage.all(in: bytes, isNested: !ticket.hasID)
    let before = tally.report.rowsRead
    for page in pages {
      var scanner = page.scanner
      let channel = page.path.last == "chats" ? Array("chat".utf8) : []
      try readElements(bytes, &scanner, row: row, channel: channel, into: &accumulator, &tally)
    }
    if let list = pages.first?.path.joined(separator: ".") {
      tally.pageEnds.add(
        JSONPageEnd(bytes), list: list, elements: tally.report.rowsRead - before,
        at: SourcePosition(file: file, row: row))
    }
    return !pages.isEmpty
  }

  private mutating func readElements(
    _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, row: Int, channel: [UInt8],
    into accumulator: inout TicketAccumulator, _ tally: inout ImportTally
  ) throws(Diagnostic) {
    var isFirst = true
    guard scanner.enterArray(bytes) else { return }
    while scanner.element(bytes, isFirst: &isFirst) {
      guard scanner.enterObject(bytes) else {
        tally.read()
        tally.drop(.badRow, at: SourcePosition(file: file, row: row), "the array holds something else than an object")
        continue
      }
      ticket.clear()
      ticket.read(bytes, &scanner, paths: paths, languageField: languageField)
      if scanner.failed { return }
      try add(bytes, row: row, channel: channel, into: &accumulator, &tally)
    }
  }

  private mutating func add(
    _ bytes: Span<UInt8>, row: Int, channel: [UInt8],
    into accumulator: inout TicketAccumulator, _ tally: inout ImportTally
  ) throws(Diagnostic) {
    tally.read()
    ticket.fill(
      &draft, bytes, channel: channel, options: options, directions: &directions,
      readsUpdate: accumulator.asksForUpdates)
    try accumulator.add(draft, file: file, row: row, into: &tally)
  }

  /// Whether some ticket had the member that says when it was created.
  var hasTimes: Bool { ticket.paths[JSONPaths.Purpose.created.rawValue] >= 0 }

  /// Which members were used.
  func report(_ tally: inout ImportTally) {
    let uses = JSONPaths.Purpose.allCases.filter { $0 != .updated }.compactMap { purpose in
      let path = ticket.paths[purpose.rawValue]
      return path < 0 ? nil : ImportReport.ColumnUse(purpose: purpose.name, column: paths.names[path])
    }
    tally.changeSource { $0.columns = uses }
  }
}
