internal import Calendars
internal import Planning
internal import SampleData
internal import Tables
internal import Tickets
internal import Workforce
internal import Words

/// `rota init`: a project folder to edit.
struct InitCommand: Command, Equatable {
  typealias Template = SampleProject.Template

  static let folder = Argument("DIR", .folder, "The folder to make.")
  static let from = Option(
    "from", .file, repeats: true, takesSeveral: true,
    "Ticket exports to begin with, as 'rota import' reads them; channels and queues of theirs that no --queue takes are added."
  )
  static let queue = Option(
    "queue", .newQueue, repeats: true, "A queue and how customers reach it; may be given again for others.")
  static let timeZone = Option("time-zone", .zone, default: "TZ, else UTC", "The zone of the team.")
  static let template = Option(
    "template", ValueKind<Template>.choice("NAME"),
    "An invented team with people and tickets, to look at or to start from, in place of an empty one.")
  static let force = Flag("force", "Replace files that are already there; without it none is touched.")

  static let spec = CommandSpec(
    "init", summary: "make a project folder to edit",
    discussion: [
      """
      Writes a commented rota.json with one queue, phone, or those that are named, and an agents.csv without people. \
      Everything that is left out has a default. Tickets come with 'rota import', people as rows of agents.csv.
      """,
      """
      On a terminal it asks for what isn't stated; elsewhere it never asks. Nothing that is already in the folder is \
      overwritten without --force.
      """,
    ],
    arguments: [folder.spec], options: [from.spec, queue.spec, timeZone.spec, template.spec, force.spec],
    examples: [
      .init("rota init desk", "An empty team with one queue, phone."),
      .init(
        "rota init desk --queue Phone:phone --queue Chat:chat --time-zone Europe/Warsaw",
        "Two queues, one zone."),
      .init(
        "rota init desk --from tickets.csv --time-zone Europe/Warsaw", "The queues and the history of an export."),
      .init("rota init try --template helpdesk", "An invented help desk that can be planned at once."),
    ])

  var folder: String
  /// Exports to import at once.
  var exports: [String]
  var queues: [NewProject.Queue]
  var zone: Zone?
  /// Nil: an empty team.
  var template: Template?
  var replaces: Bool

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    exports = arguments.all(Self.from)
    queues = arguments.all(Self.queue)
    zone = arguments[Self.timeZone]
    template = arguments[Self.template]
    replaces = arguments.has(Self.force)
    if template != nil, !queues.isEmpty || zone != nil || !exports.isEmpty {
      throw UsageError.conflict(
        "a template brings its own queues, zone and tickets",
        "Leave '--template' away, or '--queue', '--time-zone' and '--from'.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let sources = try ImportCommand.sources(exports, on: console)
    let files: [(path: String, text: String)]
    var summary: String
    let next: [String]
    if let template {
      files = SampleProject(template).files.map { ($0.path, $0.text) }
      summary = template.summary
      next = ["rota plan \(ShellWord.quoted(folder))"]
    } else {
      let project = try newProject(from: sources, on: console)
      files = project.files
      summary =
        "\(sources.isEmpty ? "an empty team" : "a team without people") in \(project.zone); rota.json has "
      if sources.isEmpty { summary += Self.words(on: project.queues) }
      let place = ShellWord.quoted(folder)
      let plan = "rota plan \(place)   (with a row a person in \(folder)/agents.csv)"
      next = exports.isEmpty ? ["rota import tickets.csv --into \(place)", plan] : [plan]
    }
    try ProjectFolder(folder).create(files, replaces: replaces)
    var report: ImportReport?
    if !sources.isEmpty {
      let project = try ProjectImport(into: try FolderFiles(folder))
      report = try project.run(sources, options: ImportOptions(), addsQueues: true)
      // Those of the exports that no stated one takes have been added.
      summary += Self.words(
        on: try Project.read(try FolderFiles(folder)).queues.map { queue in
          NewProject.Queue(name: queue.settings.name, channel: queue.settings.channel)
        })
    }
    if console.json {
      try console.answer(
        json: InitAnswer(
          folder: folder, template: template?.rawValue, files: files.map(\.path), imported: report))
    } else {
      if let report { console.answer(report.summary) }
      console.answer(
        """
        Wrote \(files.count) files to \(folder): \(summary).
        Next: \(next.joined(separator: "\n      "))

        """)
    }
    for warning in report?.warnings ?? [] { console.report(warning) }
    return .done
  }

  /// What was stated, then what somebody at a terminal answers, then defaults.
  /// The queues that nobody states are those of the exports.
  private func newProject(
    from sources: [TicketSource], on console: Console
  ) throws(Diagnostic) -> NewProject {
    let usual = zone ?? Self.zone(ofEnvironment: console) ?? .utc
    let asked = zone ?? console.ask("time zone of the team", usual: "\(usual)") { try? Zone($0) } ?? usual
    let found = queues.isEmpty && !sources.isEmpty ? try NewProject.queues(for: sources, zone: asked) : queues
    let named =
      found.isEmpty && sources.isEmpty
      ? console.ask("queues, as NAME:CHANNEL separated by commas", usual: "Phone:phone") { text in
        let parts = text.split(separator: ",").map { NewProject.Queue(String($0)) }
        return parts.contains(nil) || parts.isEmpty ? nil : parts.compactMap(\.self)
      } ?? [] : found
    let name = folder.split(separator: "/").last.map(String.init) ?? "Support team"
    return try NewProject(name: name == "." || name == ".." ? "Support team" : name, zone: asked, queues: named)
  }

  /// What `TZ` names: a zone, also in the form of a zone's file (`:Europe/Paris`).
  private static func zone(ofEnvironment console: Console) -> Zone? {
    guard let text = console.environment["TZ"], !text.isEmpty else { return nil }
    let file = text.hasPrefix(":") ? String(text.dropFirst()) : text
    let name = file.hasPrefix("/") ? file.split(separator: "/zoneinfo/").last.map(String.init) ?? file : file
    if let zone = try? Zone(name) { return zone }
    console.report(
      Diagnostic(
        "init.zone", "TZ is '\(text)', which names no zone that is known; UTC is taken",
        cure: "Name the team's zone with --time-zone, such as Europe/Warsaw.", severity: .warning))
    return nil
  }

  private static func words(on queues: [NewProject.Queue]) -> String {
    let names = queues.map { $0.name == $0.channel.rawValue ? $0.name : "\($0.name) (\($0.channel.rawValue))" }
    return (queues.count == 1 ? "one queue: " : "\(queues.count) queues: ") + Words.plain.list(names)
  }
}

extension ValueKind where Value == NewProject.Queue {
  /// `NAME:CHANNEL`
  static var newQueue: Self {
    let channels = Words.plain.list(Channel.allCases.map(\.rawValue))
    return Self(
      "NAME:CHANNEL", expectation: "a queue and its channel (\(channels)), such as Billing:phone",
      read: NewProject.Queue.init(_:))
  }
}

/// What `init --json` prints.
struct InitAnswer: Codable {
  var schema = 1
  var folder: String
  /// Nil for an empty team.
  var template: String?
  var files: [String]
  /// Nil where no export was named.
  var imported: ImportReport?
}
