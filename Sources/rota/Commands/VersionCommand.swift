internal import Calendars
internal import Planning
internal import Tables

/// `rota version`: the program's name and version, and its clock rules.
struct VersionCommand: Command, Equatable {
  static let spec = CommandSpec(
    "version", group: .program, summary: "print the version",
    discussion: ["Prints the name and version that every plan records, and the clock rules in use."],
    examples: [.init("rota version", "rota \(Tool.version)")])

  init() {}
  init(_ arguments: ParsedArguments) {}

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let rules = ZoneChoice.current.used.source
    if console.json {
      try console.answer(json: VersionAnswer(version: Tool.version, zoneRules: rules))
    } else {
      console.answer("\(Tool.signature)\nclock rules: \(rules.words)\n")
    }
    return .done
  }
}

/// What `version --json` prints.
struct VersionAnswer: Codable {
  var name = "rota"
  var version: String
  /// Those in force here; a project may name others.
  var zoneRules: ZoneSource
}
