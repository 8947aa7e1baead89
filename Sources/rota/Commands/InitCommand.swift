internal import Planning
internal import SampleData
internal import Tables

/// `rota init`: a project folder to edit.
struct InitCommand: Command, Equatable {
  typealias Template = SampleProject.Template

  static let folder = Argument("DIR", .folder, "The folder to make.")
  static let template = Option(
    "template", ValueKind<Template>.choice("NAME"), default: Template.helpdesk.rawValue, "What to start from.")
  static let force = Flag("force", "Replace files that are already there; without it none is touched.")

  static let spec = CommandSpec(
    "init", summary: "make a project folder to edit",
    discussion: [
      """
      Writes a commented rota.json, the people in agents.csv and a history to try, all of which run as they are. Edit \
      them to describe your team; every value has a default.
      """,
      "Nothing that is already in the folder is overwritten without --force.",
    ],
    arguments: [folder.spec], options: [template.spec, force.spec],
    examples: [
      .init("rota init desk", "A small help desk: one site, e-mail and phone."),
      .init(
        "rota init team --template follow-the-sun", "Three sites on three continents that cover the same customers."),
    ])

  var folder: String
  var template: Template
  var replaces: Bool

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    template = arguments[Self.template] ?? .helpdesk
    replaces = arguments.has(Self.force)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let files = SampleProject(template).files
    try ProjectFolder(folder).create(files.map { ($0.path, $0.text) }, replaces: replaces)
    if console.json {
      try console.answer(json: InitAnswer(folder: folder, template: template.rawValue, files: files.map(\.path)))
    } else {
      console.answer(
        """
        Wrote \(files.count) files to \(folder): \(template.summary).
        Next: rota plan \(folder)

        """)
    }
    return .done
  }
}

/// What `init --json` prints.
struct InitAnswer: Codable {
  var schema = 1
  var folder: String
  var template: String
  var files: [String]
}
