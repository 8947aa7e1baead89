internal import Planning
internal import Tables

/// `rota version`: the program's name and version.
struct VersionCommand: Command, Equatable {
  static let spec = CommandSpec(
    "version", group: .program, summary: "print the version",
    discussion: ["Prints the name and version that every plan records."],
    examples: [.init("rota version", "rota \(Tool.version)")])

  init() {}
  init(_ arguments: ParsedArguments) {}

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    if console.json {
      try console.answer(json: ["name": "rota", "version": Tool.version])
    } else {
      console.answer(Tool.signature + "\n")
    }
    return .done
  }
}
