internal import Planning
internal import Tables

/// `rota rules`: what holds for whom, and who says so.
struct RulesCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, count: .optional, "The project folder; or give --presets.")
  static let person = Option(
    "person", .name("ID", "an agent_id of agents.csv"), "Everything that holds for this person alone.")
  static let preset = Option(
    "preset", .choice("NAME", of: PresetList.names), default: "rota.json's",
    "Take this preset in place of the project's; with --presets list it alone.")
  static let presets = Flag("presets", "List the presets that there are, with their facts and sources.")

  static let spec = CommandSpec(
    "rules", summary: "what rules hold for whom, and who says so",
    discussion: [
      """
      Lists each rule with its value and where that comes from: a cell of agents.csv, the rules of a site, those of the \
      project, the preset of the site or the project, or what is built in. Each stands before those behind it. Sites \
      and people follow where something differs.
      """,
      """
      Of each preset in use it lists the facts with source and confidence (A: official text, B: secondary source, C: not \
      confirmed) and what the program does about them: a rule's default, a warning of the plan, or nothing, which is to be \
      looked after by whoever plans. A preset is not legal advice.
      """,
    ],
    arguments: [folder.spec], options: [person.spec, preset.spec, presets.spec],
    examples: [
      .init("rota rules desk", "What holds for the team, and for whom something else."),
      .init("rota rules desk --person a07", "Everything that holds for one person."),
      .init("rota rules desk --preset sk", "What would hold under another preset."),
      .init("rota rules --presets --json", "Every preset with its facts, as JSON."),
    ])

  /// What is listed.
  enum Subject: Equatable {
    case project(String, person: String?)
    case presets
  }

  var subject: Subject
  var preset: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    preset = arguments[Self.preset]
    let person = arguments[Self.person]
    if arguments.has(Self.presets) {
      guard arguments[Self.folder] == nil, person == nil else {
        throw UsageError.conflict(
          "the list of presets knows no project", "Give '--presets' without DIR and '--person', or leave it out.")
      }
      subject = .presets
    } else {
      subject = .project(arguments[Self.folder] ?? ".", person: person)
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    switch subject {
    case .presets:
      let list = try PresetList(name: preset)
      if console.json { try console.answer(json: list) } else { console.answer(RulesText.text(list)) }
    case .project(let folder, let person):
      let survey = try RuleSurvey(of: try Project.read(try FolderFiles(folder)), person: person, preset: preset)
      if console.json { try console.answer(json: survey) } else { console.answer(RulesText.text(survey)) }
    }
    return .done
  }
}
