internal import Calendars
internal import Planning
internal import Tables
internal import Tickets
internal import Words

/// `rota import`: ticket exports into the project's history.
struct ImportCommand: Command, Equatable {
  /// `DateOrder` is the reader's; these are its names on the command line.
  static let dateOrders = DateOrder.allCases.map(\.rawValue)

  static let files = Argument("FILE", .file, count: .any, "Ticket exports or interval counts; - reads standard input.")
  static let into = Option("into", .folder, required: true, "The project folder whose history receives them.")
  static let system = Option(
    "system", .name("NAME", "the name of a system, such as zendesk-csv"), default: "detected from the file",
    "The system that wrote the export.")
  static let timeZone = Option(
    "time-zone", .zone, default: "the queues'; the project's where they have several",
    "The zone of times that are written without an offset.")
  static let dateOrder = Option(
    "date-order", .choice("ORDER", of: dateOrders), default: "detected from the dates",
    "Which of the first two numbers of 10/11/2026 is the day.")
  static let column = Option(
    "column", .assignment("NAME=HEADER", "a column and its header, such as created=\"Opened at\""), repeats: true,
    """
    The header of a column that the export names in its own way: a name, #7 for the seventh, Time#2 for the second of \
    equal names, or Date+Time for a time in two columns; id=none where no column holds ids.
    """)
  static let encodings = TextEncoding.allCases.map { $0.rawValue.lowercased() }
  static let encoding = Option(
    "encoding", .choice("NAME", of: encodings), default: "told from the bytes",
    "How the file writes characters beyond ASCII.")
  static let decimalMark = Option(
    "decimal-mark", .choice("MARK", of: ["point", "comma"]), default: "told from the numbers",
    "What stands before a fraction: 1.5 or 1,5; the other one then divides thousands.")
  static let noHeader = Flag(
    "no-header", "The first row is data; columns go by number, such as --column created=#4.")
  static let queue = Option(
    "queue", .name("ID", "a queue of rota.json, such as phone-en"),
    "The queue of everything in the files, whatever they say.")
  static let source = Option(
    "source", .name("NAME", "a word for where the contacts come from, such as desk-north"),
    default: "the system with the header of its export",
    "The source that the files belong to: ids count within a source, and sources are added.")
  static let from = Option(
    "from", .date, default: "the first day with a row",
    "The first date that the files cover; earlier rows are left out.")
  static let to = Option(
    "to", .date, default: "the last day with a row", "The last date that the files cover; later rows are left out.")
  static let replace = Flag(
    "replace", "Put the days of the files in place of those recorded for the source, also where contacts get fewer.")
  static let add = Flag(
    "add",
    "Count what has no ids beside what is recorded on the same days, and tickets that another source has too.")
  static let addQueues = Flag(
    "add-queues", "Add the queues that are proposed for contacts without a queue to rota.json; its comments stay.")
  static let sheet = WorkbookProgram.sheet
  static let undo = Flag("undo", "Take back the last import into the project; given again, make it again.")

  static let spec = CommandSpec(
    "import", summary: "read ticket exports into a project's history",
    discussion: [
      """
      Recognises the system, the delimiter, the encoding and the order of dates, says what it recognised, and can be \
      overruled. Reads on past bad rows, counts them and lists them with row and column: nothing is lost silently.
      """,
      """
      Kept are contacts and handle time by interval, channel, group and language, a file a source; the tickets themselves \
      are not. Within a source a ticket counts once, by its id, so importing a file again, its parts, or parts that \
      overlap changes nothing. Without ids whole local days are replaced, and an import that would make recorded contacts \
      fewer is refused.
      """,
      """
      Contacts that no queue claims are kept aside: the report proposes the queues to add to rota.json, and once they are \
      there the next plan counts them.
      """,
      "Prints the import report.",
    ],
    arguments: [files.spec],
    options: [
      into.spec, system.spec, timeZone.spec, dateOrder.spec, encoding.spec, decimalMark.spec, noHeader.spec,
      column.spec, queue.spec, source.spec, from.spec, to.spec, replace.spec, add.spec, addQueues.spec, sheet.spec,
      undo.spec,
    ],
    examples: [
      .init("rota import tickets.csv --into desk", "An export whose system is recognised."),
      .init(
        "rota import export.csv --into desk --time-zone Europe/Warsaw --date-order day-first",
        "Times without an offset, dates such as 10/11/2026 for the 10th of November."),
      .init(
        "rota import calls.csv --into desk --queue phone-en --column created=Started",
        "A table of calls of one queue whose arrival stands under 'Started'."),
      .init(
        "rota import calls.csv --into desk --column created=Date+Time --column handleTime=#7",
        "A time in two columns, the handle time in the seventh."),
      .init(
        "rota import north.csv --into desk --source north",
        "A second system whose exports look like the first one's, with ids of its own."),
      .init("rota import --undo --into desk", "The history as it was before the last import."),
    ])

  var files: [String]
  var folder: String
  var system: String?
  var zone: Zone?
  /// A name of `dateOrders`.
  var dateOrder: String?
  var encoding: TextEncoding?
  var decimalMark: DecimalMark?
  var hasHeader: Bool
  /// Header by column name.
  var columns: [String: String]
  var queue: QueueID?
  var source: String?
  var from: CivilDate?
  var to: CivilDate?
  var replaces: Bool
  var adds: Bool
  var addsQueues: Bool
  var undoes: Bool
  /// Of workbooks.
  var sheet: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    files = arguments.all(Self.files)
    folder = try arguments.required(Self.into)
    system = arguments[Self.system]
    zone = arguments[Self.timeZone]
    dateOrder = arguments[Self.dateOrder]
    encoding = arguments[Self.encoding].flatMap { (name) in
      TextEncoding.allCases.first { $0.rawValue.lowercased() == name }
    }
    decimalMark = arguments[Self.decimalMark].flatMap { DecimalMark(rawValue: $0) }
    hasHeader = !arguments.has(Self.noHeader)
    queue = arguments[Self.queue].map { QueueID($0) }
    source = arguments[Self.source]
    from = arguments[Self.from]
    to = arguments[Self.to]
    replaces = arguments.has(Self.replace)
    adds = arguments.has(Self.add)
    addsQueues = arguments.has(Self.addQueues)
    undoes = arguments.has(Self.undo)
    sheet = arguments[Self.sheet]
    columns = [:]
    for assignment in arguments.all(Self.column) {
      guard columns.updateValue(assignment.value, forKey: assignment.key) == nil else {
        throw UsageError.conflict(
          "column '\(assignment.key)' was given two headers", "Give '--column \(assignment.key)=…' once.")
      }
    }
    if undoes, !files.isEmpty { throw UsageError.conflict("--undo takes no files", "Leave the files or --undo out.") }
    if !undoes, files.isEmpty { throw UsageError.missingArgument(Self.files.spec, of: Self.spec) }
    if replaces, adds {
      throw UsageError.conflict("--replace and --add contradict each other", "Give one of them.")
    }
    if let from, let to, to < from {
      throw UsageError.conflict("--from \(from) comes after --to \(to)", "Swap them.")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw UsageError.conflict("standard input can be read once only", "Give '-' once.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let project = try ProjectImport(into: try FolderFiles(folder))
    if undoes {
      let change = try project.undo()
      console.answer("contacts in the history: \(CountText.text(change.from)) → \(CountText.text(change.to))\n")
      if !change.idle.isEmpty {
        console.report(
          Diagnostic(
            "import.queues-stay",
            "rota.json stays as it is; without contacts now: \(Words.plain.list(change.idle.map { "'\($0)'" }))",
            cure: "If the import added them, take them out there.", severity: .note))
      }
      return .done
    }
    var options = ImportOptions(
      system: try system.map { (name) throws(Diagnostic) in try Self.system(named: name) }, zone: zone,
      dateOrder: dateOrder.flatMap { DateOrder(rawValue: $0) }, decimalMark: decimalMark, encoding: encoding,
      hasHeader: hasHeader)
    for (name, header) in columns.sorted(by: { $0.key < $1.key }) where !options.columns.set(name, to: header) {
      throw UsageError.conflict(
        "there is no column '\(name)'", "Columns that can be named: \(Words.plain.list(ColumnMap.names)).")
    }
    options.intake.source = source
    options.intake.queue = queue
    options.intake.from = from
    options.intake.to = to
    options.intake.overlap = replaces ? .replace : adds ? .add : .refuse
    console.say("reading \(Words.plain.list(files)) …")
    let report = try project.run(
      try Self.sources(files, sheet: sheet, on: console), options: options, addsQueues: addsQueues)
    if console.json { try console.answer(json: report) } else { console.answer(report.summary) }
    for warning in report.warnings { console.report(warning) }
    return .done
  }

  /// What can be read only once is read before the project is locked: who writes into a pipe may take long.
  static func sources(
    _ files: [String], sheet: String? = nil, on console: Console
  ) throws(Diagnostic) -> [TicketSource] {
    let workbooks = WorkbookProgram(named: sheet)
    return try files.map { (file) throws(Diagnostic) in
      if file == "-" || CommandFiles.isStream(file) {
        return TicketSource(
          bytes: try CommandFiles.table(file, by: workbooks, on: console), name: CommandFiles.name(of: file))
      }
      guard WorkbookProgram.isWorkbook(file) else { return TicketSource(path: file) }
      let table = try workbooks.table(of: file, named: file, on: console)
      return TicketSource(path: table.path, name: file, keeping: table)
    }
  }

  private static func system(named name: String) throws(Diagnostic) -> TicketSystem {
    if let system = TicketSystem(rawValue: name) { return system }
    let known = TicketSystem.allCases.map(\.rawValue)
    let hint = NearestName.of(name, among: known).map { "Did you mean '\($0)'? " } ?? ""
    throw UsageError.conflict(
      "there is no ticket system '\(name)'", hint + "Known: \(Words.plain.list(known)).")
  }
}
