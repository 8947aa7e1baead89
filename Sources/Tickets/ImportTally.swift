internal import Calendars
internal import Tables
internal import Words

/// Counts of what an import meets, with the first examples of each.
struct ImportTally {
  private(set) var report = ImportReport()
  private var dropped: [DropReason: ImportReport.Drop] = [:]
  /// By position in `HandleTimeSource.allCases`: a dictionary would be asked for every ticket.
  private var handleTimes = Array(repeating: 0, count: HandleTimeSource.allCases.count)
  private var badHandleTimes: (count: Int, first: Diagnostic)?
  private var contradictions: (count: Int, first: ImportReport.Example)?
  /// Of the table that was described last.
  var dates: DateOrders.Found?
  /// What pages of JSON say about those after them.
  var pageEnds = JSONPageEnds()

  /// What is done with a time that happens twice.
  static let firstPass = "the first of the two is taken"
  /// What is done with a second row of counts for a time that happens twice.
  static let secondPass = "the first row of an interval is taken for the first pass, the second for the second"
  private static let newestFirst = "; the other way round where rows are listed newest first"
  /// What is done with a time that clocks skip.
  static let unmovedClock = "taken as on a clock that was not put forward"

  mutating func begin(_ source: ImportReport.Source) { report.sources.append(source) }

  mutating func changeSource(_ change: (inout ImportReport.Source) -> Void) {
    change(&report.sources[report.sources.count - 1])
  }

  /// What a table turned out to be, once it is read to its end.
  mutating func describe(
    _ reader: borrowing CSVReader, dates: DateOrders.Found, zone: Zone?, columns: [ImportReport.ColumnUse]
  ) {
    if let warning = dates.warning { warn(warning) }
    self.dates = dates
    let (encoding, delimiter) = (reader.encoding, reader.delimiterName)
    changeSource { report in
      report.encoding = encoding
      report.delimiter = delimiter
      report.dateOrder = dates.isNeeded ? dates.order : nil
      report.zone = zone
      report.columns = columns
    }
  }

  mutating func read() {
    report.rowsRead += 1
    report.sources[report.sources.count - 1].rowsRead += 1
  }

  mutating func keep(at instant: Instant) {
    report.rowsKept += 1
    report.sources[report.sources.count - 1].rowsKept += 1
    if report.first.map({ instant < $0 }) ?? true { report.first = instant }
    if report.last.map({ instant > $0 }) ?? true { report.last = instant }
  }

  mutating func drop(_ reason: DropReason, at position: SourcePosition, _ text: @autoclosure () -> String) {
    var drop = dropped[reason] ?? ImportReport.Drop(reason: reason, count: 0, examples: [])
    drop.count += 1
    if drop.examples.count < (reason == .badRow ? 20 : 3) {
      drop.examples.append(ImportReport.Example(position: position, text: text()))
    }
    dropped[reason] = drop
  }

  /// Rows that the reader of the file left out itself.
  mutating func dropBroken(_ count: Int, _ examples: [Diagnostic]) {
    for index in 0..<count {
      read()
      let example = index < examples.count ? examples[index] : nil
      drop(
        .badRow, at: example?.position ?? SourcePosition(file: report.sources.last?.name ?? ""),
        example?.message ?? "quotes do not pair up")
    }
  }

  /// A second row for an interval that gives another number.
  mutating func contradict(at position: SourcePosition, _ text: @autoclosure () -> String) {
    if contradictions == nil { contradictions = (0, ImportReport.Example(position: position, text: text())) }
    contradictions?.count += 1
  }

  mutating func count(_ source: HandleTimeSource, contacts: Int = 1) { handleTimes[source.rank] += contacts }

  mutating func refuseHandleTime(_ fault: @autoclosure () -> Diagnostic) {
    if badHandleTimes == nil { badHandleTimes = (0, fault()) }
    badHandleTimes?.count += 1
  }

  mutating func ambiguous(at position: SourcePosition, _ text: @autoclosure () -> String, rule: String) {
    Self.add(&report.ambiguousTimes, position, text, rule)
  }

  /// Some file lists its intervals newest first.
  mutating func exchangedPasses() { report.ambiguousTimes?.rule = Self.secondPass + Self.newestFirst }

  mutating func impossible(at position: SourcePosition, _ text: @autoclosure () -> String) {
    Self.add(&report.impossibleTimes, position, text, Self.unmovedClock)
  }

  private static func add(
    _ change: inout ImportReport.ClockChange?, _ position: SourcePosition, _ text: () -> String, _ rule: String
  ) {
    var known = change ?? ImportReport.ClockChange(count: 0, rule: rule, examples: [])
    known.count += 1
    if known.examples.count < 3 { known.examples.append(ImportReport.Example(position: position, text: text())) }
    change = known
  }

  mutating func warn(_ warning: Diagnostic) {
    var warning = warning
    warning.severity = .warning
    report.warnings.append(warning)
  }

  /// Something worth knowing that changes nothing.
  mutating func note(_ note: Diagnostic) {
    var note = note
    note.severity = .note
    report.warnings.append(note)
  }

  /// The finished report.
  mutating func finish(routers: [QueueRouter], routing: QueueRouting) -> ImportReport {
    if let (count, first) = badHandleTimes {
      var fault = first
      if count > 1 { fault.message += " (and \(count - 1) more such handle times)" }
      fault.cure = "They are counted as unknown."
      warn(fault)
    }
    if let (count, first) = contradictions {
      warn(
        Diagnostic(
          "import.contradiction",
          first.text + (count > 1 ? " (and \(count - 1) more such row\(count == 2 ? "" : "s"))" : ""),
          at: first.position,
          cure: "The first row of an interval counts. Remove the others, or add them up if they are parts of it."))
    }
    if let repeated = dropped[.duplicate], repeated.count >= 20, repeated.count * 10 >= report.rowsRead * 9 {
      warn(
        Diagnostic(
          "import.repeated-ids",
          "\(repeated.count) of \(report.rowsRead) rows were left out because they share an id with another; "
            + "\(report.rowsKept) count",
          at: repeated.examples.first?.position,
          cure: "If each row is a contact, name the column of its id (--column id=…) and import with --replace."))
    }
    report.dropped = DropReason.allCases.compactMap { dropped[$0] }
    report.handleTimes = HandleTimeSource.allCases.compactMap { source in
      let contacts = handleTimes[source.rank]
      return contacts == 0 ? nil : ImportReport.HandleTimeUse(source: source, contacts: contacts)
    }
    var totals: [StreamName: (queue: QueueID?, contacts: Int)] = [:]
    for router in routers {
      for stream in router.streams where stream.contacts > 0 {
        let queue = routing.queue(of: stream.name)
        totals[stream.name] = (queue, (totals[stream.name]?.contacts ?? 0) + stream.contacts)
      }
    }
    report.streams = totals.map { name, total in
      ImportReport.Stream(name, queue: total.queue, contacts: total.contacts)
    }.sorted { left, right in
      if left.contacts != right.contacts { return left.contacts > right.contacts }
      func words(_ stream: ImportReport.Stream) -> [String] {
        [stream.channel, stream.group, stream.queueName, stream.language, stream.queue?.rawValue ?? ""]
      }
      return words(left).lexicographicallyPrecedes(words(right))
    }
    return report
  }

  /// Stops an import of which too little is usable.
  /// - Throws: `import.nothing-usable`, or `import.too-many-bad-rows` above one half.
  func checkUsable() throws(Diagnostic) {
    let file = report.sources.first?.name ?? ""
    let bad = dropped[.badRow]
    let seen = bad.map { drop in
      drop.examples.prefix(3).map { "\($0.position): \($0.text)" }.joined(separator: "; ")
    }
    if report.rowsKept == 0, dropped[.held] == nil {
      let reasons = DropReason.allCases.compactMap { dropped[$0] }.map { "\($0.reason.rawValue) \($0.count)" }
      throw Diagnostic(
        "import.nothing-usable",
        "none of the \(report.rowsRead) rows is a contact"
          + (reasons.isEmpty ? "" : " (\(Words.plain.list(reasons)))") + (seen.map { ": " + $0 } ?? ""),
        at: SourcePosition(file: file), cure: "Check that this is the right file, and its columns and date order.")
    }
    if let bad, bad.count * 2 > report.rowsRead {
      throw Diagnostic(
        "import.too-many-bad-rows", "\(bad.count) of \(report.rowsRead) rows cannot be read: \(seen ?? "")",
        at: SourcePosition(file: file), cure: "Check the columns, the date order and the delimiter.")
    }
  }
}
