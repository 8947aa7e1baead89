internal import Calendars
internal import Tables

/// Zendesk's JSON export: `{"ticket": {…}}`, or the ticket alone, on each line; a page of the API, `{"tickets": […]}`,
/// counts as a line too. Times are UTC.
///
/// `metric_set` has reply and resolution times, which are waiting, not work; only its `replies` are used.
enum ZendeskLines {
  /// A page of a thousand tickets with all their fields has a few megabytes.
  private static let longestLine = 1 << 26

  /// Adds every ticket of `source`. Lines that cannot be read are counted and left out.
  /// - Throws: what reading the file throws.
  static func read(
    _ source: TicketSource, options: ImportOptions, into accumulator: inout TicketAccumulator,
    _ tally: inout ImportTally
  ) throws(Diagnostic) {
    var lines = LineReader(try source.stream(), limit: longestLine)
    tally.begin(ImportReport.Source(name: source.name, system: .zendeskJSON))
    let languageField = options.columns.language.map { Array($0.utf8) }
    var draft = TicketDraft()
    while try lines.next() {
      let row = lines.row
      // A page of several tickets is one line: the accumulator is filled while the line is at hand.
      try lines.withBytes { bytes throws(Diagnostic) in
        var scanner = JSONScanner()
        if scanner.isAtEnd(bytes) { return }
        var ticket = Fields()
        var isFirst = true
        var isPage = false
        guard scanner.enterObject(bytes) else {
          tally.read()
          tally.drop(.badRow, at: SourcePosition(file: source.name, row: row), "the line holds no JSON object")
          return
        }
        while let key = scanner.key(bytes, isFirst: &isFirst) {
          if JSONScanner.equals(bytes, key, "ticket") {
            ticket = Fields()
            if scanner.enterObject(bytes) { ticket.read(bytes, &scanner, languageField: languageField) }
          } else if JSONScanner.equals(bytes, key, "tickets") {
            isPage = true
            var isFirstTicket = true
            guard scanner.enterArray(bytes) else { continue }
            while scanner.element(bytes, isFirst: &isFirstTicket) {
              var member = Fields()
              if scanner.enterObject(bytes) { member.read(bytes, &scanner, languageField: languageField) }
              if scanner.failed { break }
              tally.read()
              member.fill(&draft, bytes, options: options)
              try accumulator.add(draft, file: source.name, row: row, into: &tally)
            }
          } else {
            ticket.read(key: key, bytes, &scanner, languageField: languageField)
          }
        }
        if scanner.failed || !scanner.isAtEnd(bytes) {
          tally.read()
          tally.drop(
            .badRow, at: SourcePosition(file: source.name, row: row, column: scanner.index + 1),
            "the line is not JSON from here on")
          return
        }
        if isPage { return }
        tally.read()
        ticket.fill(&draft, bytes, options: options)
        try accumulator.add(draft, file: source.name, row: row, into: &tally)
      }
    }
    tally.changeSource { $0.columns = Fields.uses }
  }

  /// Where a line keeps what matters about its ticket.
  private struct Fields {
    var id: Range<Int>?
    var created: Range<Int>?
    var status: Range<Int>?
    var channel: Range<Int>?
    var relation: Range<Int>?
    var group: Range<Int>?
    var language: Range<Int>?
    var replies: Range<Int>?
    var isMerged = false

    static let uses = [
      ("created", "created_at"), ("id", "id"), ("channel", "via.channel"), ("group", "group_id"),
      ("status", "status"), ("tags", "tags"), ("replies", "metric_set.replies"),
    ].map { ImportReport.ColumnUse(purpose: $0.0, column: $0.1) }

    mutating func read(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner, languageField: [UInt8]?) {
      var isFirst = true
      while let key = scanner.key(bytes, isFirst: &isFirst) {
        read(key: key, bytes, &scanner, languageField: languageField)
      }
    }

    mutating func read(
      key: Range<Int>, _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, languageField: [UInt8]?
    ) {
      if JSONScanner.equals(bytes, key, "id") {
        id = scanner.scalar(bytes)
      } else if JSONScanner.equals(bytes, key, "created_at") {
        created = scanner.scalar(bytes)
      } else if JSONScanner.equals(bytes, key, "status") {
        status = scanner.scalar(bytes)
      } else if JSONScanner.equals(bytes, key, "group_id") {
        group = scanner.scalar(bytes)
      } else if JSONScanner.equals(bytes, key, "via") {
        readVia(bytes, &scanner)
      } else if JSONScanner.equals(bytes, key, "tags") {
        var isFirst = true
        guard scanner.enterArray(bytes) else { return }
        while scanner.element(bytes, isFirst: &isFirst) {
          if let tag = scanner.scalar(bytes), JSONScanner.equals(bytes, tag, "closed_by_merge") { isMerged = true }
        }
      } else if JSONScanner.equals(bytes, key, "metric_set") {
        var isFirst = true
        guard scanner.enterObject(bytes) else { return }
        while let name = scanner.key(bytes, isFirst: &isFirst) {
          if JSONScanner.equals(bytes, name, "replies") { replies = scanner.scalar(bytes) } else { scanner.skip(bytes) }
        }
      } else if let languageField, JSONScanner.equals(bytes, key, "custom_fields") {
        readLanguage(bytes, &scanner, field: languageField)
      } else {
        scanner.skip(bytes)
      }
    }

    private mutating func readVia(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner) {
      var isFirst = true
      guard scanner.enterObject(bytes) else { return }
      while let key = scanner.key(bytes, isFirst: &isFirst) {
        if JSONScanner.equals(bytes, key, "channel") {
          channel = scanner.scalar(bytes)
        } else if JSONScanner.equals(bytes, key, "source") {
          var isFirstPart = true
          guard scanner.enterObject(bytes) else { continue }
          while let part = scanner.key(bytes, isFirst: &isFirstPart) {
            if JSONScanner.equals(bytes, part, "rel") { relation = scanner.scalar(bytes) } else { scanner.skip(bytes) }
          }
        } else {
          scanner.skip(bytes)
        }
      }
    }

    private mutating func readLanguage(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner, field: [UInt8]) {
      var isFirst = true
      guard scanner.enterArray(bytes) else { return }
      while scanner.element(bytes, isFirst: &isFirst) {
        var isFirstPart = true
        var isField = false
        var value: Range<Int>?
        guard scanner.enterObject(bytes) else { continue }
        while let part = scanner.key(bytes, isFirst: &isFirstPart) {
          if JSONScanner.equals(bytes, part, "id") {
            isField = scanner.scalar(bytes).map { Self.equals(bytes, $0, field) } ?? false
          } else if JSONScanner.equals(bytes, part, "value") {
            value = scanner.scalar(bytes)
          } else {
            scanner.skip(bytes)
          }
        }
        if isField { language = value }
      }
    }

    private static func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Bool {
      guard range.count == other.count else { return false }
      for offset in 0..<other.count where bytes[range.lowerBound + offset] != other[offset] { return false }
      return true
    }

    func fill(_ draft: inout TicketDraft, _ bytes: Span<UInt8>, options: ImportOptions) {
      draft.clear()
      draft.created = created.flatMap { TimeReader().read(bytes.extracting($0)) }
      let identity = id.map { ByteText.identity(bytes.extracting($0)) } ?? 0
      draft.identity = identity == 0 ? nil : identity
      for part in [channel, group, language] {
        if let part { draft.stream += JSONScanner.text(bytes, part) }
        draft.endStreamPart()
      }
      draft.endStreamPart()
      if let status { draft.drop = TicketTable.drop(status: bytes.extracting(status)) }
      if draft.drop == nil, isMerged { draft.drop = .merged }
      if draft.drop == nil, let relation, ByteText.contains(bytes.extracting(relation), "outbound") {
        draft.drop = .outbound
      }
      if draft.drop == nil, let minutes = options.minutesPerReply, let replies,
        let count = FieldNumber.integer(bytes.extracting(replies)), count > 0
      {
        let seconds = Double(count) * minutes * 60
        if seconds <= HandleTime.longest {
          draft.handleSeconds = seconds
          draft.handleSource = .replies
        }
      }
    }
  }
}
