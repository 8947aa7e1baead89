internal import Tables

/// Finds objects that would be read as one ticket each although they hold a list of them.
struct JSONLists {
  /// Objects that were read as a ticket.
  private var objects = 0
  /// Of those the ones whose time is one of several in a list, those of them without an id, and the times there.
  private var listed = 0
  private var listedWithoutID = 0
  private var times = 0
  /// A list of tickets in the first object, which has a time itself: path and length.
  private var page: (path: [String], count: Int)?
  /// Whether that object has an id, too, as a ticket with lists of its own has.
  private var hasID = false

  mutating func add(_ ticket: JSONTicket, _ bytes: Span<UInt8>, paths: JSONPaths) {
    objects += 1
    if ticket.listedTimes > 1 {
      listed += 1
      times += ticket.listedTimes
      if !ticket.hasOwnID { listedWithoutID += 1 }
    } else if objects == 1, ticket.hasTime {
      page = Self.page(in: bytes)
      hasID = ticket.hasID
    }
  }

  /// The first list of which each object has a time and an id.
  private static func page(in bytes: Span<UInt8>) -> (path: [String], count: Int)? {
    let paths = JSONPaths(ColumnMap())
    for page in JSONPage.all(in: bytes, isNested: true) {
      var scanner = page.scanner
      var isFirst = true
      var count = 0
      var ticket = JSONTicket()
      guard scanner.enterArray(bytes) else { continue }
      while scanner.element(bytes, isFirst: &isFirst) {
        guard scanner.enterObject(bytes) else { continue }
        ticket.clear()
        ticket.read(bytes, &scanner, paths: paths, languageField: nil)
        if ticket.hasTime, ticket.hasID { count += 1 }
      }
      if count > 0 { return (page.path, count) }
    }
    return nil
  }

  /// - Parameters:
  ///   - head: the beginning of the file.
  ///   - map: what the planner has set.
  /// - Throws: `import.list` where the objects are not the tickets.
  func warning(file: String, head: [UInt8], map: ColumnMap) throws(Diagnostic) -> Diagnostic? {
    if listed > 0 { return try listWarning(file: file, head: head, map: map) }
    // Objects with ids are tickets; only one alone may be the answer that holds them.
    guard let page, !hasID || objects == 1 && page.count > 1 else { return nil }
    let path = page.path.joined(separator: ".")
    let command = JSONTimePaths.Found.command(page.path + [""], list: page.path.count, file: file)
    var fault = Diagnostic(
      "import.list",
      "the object has a time of its own, and in '\(path)' a list of \(page.count) with a time and an id each; it would "
        + "count as one ticket",
      at: SourcePosition(file: file),
      cure: "If the list holds the tickets, write one a line (\(command)) and import that file; if the object itself "
        + "is the ticket, say which time is its own (--column created=…).")
    guard map.created != nil else { throw fault }
    fault.message =
      "the object counts as one ticket, as --column created says; in '\(path)' it has a list of \(page.count) with a time "
      + "and an id each"
    fault.cure = "If the list holds the tickets, write one a line (\(command)) and import that file."
    return fault
  }

  private func listWarning(file: String, head: [UInt8], map: ColumnMap) throws(Diagnostic) -> Diagnostic? {
    let created = map.created ?? ""
    let found = JSONTimePaths(head, entersPages: false).found.first {
      $0.list != nil && PlainText.key($0.text) == PlainText.key(created)
    }
    let seen = "'\(created)' leads through a list: \(times) times stand there, and \(listed) would count, one an object"
    guard listedWithoutID > 0 || objects == 1 else {
      return Diagnostic(
        "import.list", seen.replacing("would count", with: "count"), at: SourcePosition(file: file),
        cure: "If the list holds the tickets, write one of them a line and import that file.")
    }
    var cure = "Write one ticket a line (for example with jq -c '.data.tickets[]') and import that file."
    if let found, let list = found.list {
      let inner = found.path[list...].joined(separator: ".")
      if JSONPage.isOne(Array(found.path[..<list]), isNested: true), listedWithoutID > 0 {
        cure =
          JSONPaths.purpose(of: inner) == .created
          ? "Leave --column created out: the list is found, and '\(inner)' in it."
          : "Say paths from the list's objects on: --column created=\(TimeColumns.quoted(inner))."
      } else {
        cure = found.cure(file: file)
      }
    }
    throw Diagnostic("import.list", seen, at: SourcePosition(file: file), cure: cure)
  }
}
