internal import Tables

/// `rota help`: the list of commands, or one command in full.
struct HelpCommand: Command, Equatable {
  static let topic = Argument("COMMAND", .command, count: .optional, "The command to explain.")

  static let spec = CommandSpec(
    "help", group: .program, summary: "explain rota or one of its commands",
    discussion: ["Every command also explains itself with --help."], arguments: [topic.spec],
    examples: [.init("rota help plan", "Everything about planning.")])

  var topic: String?

  init(_ arguments: ParsedArguments) { topic = arguments[Self.topic] }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    guard let topic else {
      console.answer(HelpText.overview())
      return .done
    }
    console.answer(HelpText.command(try CommandTable.spec(named: topic)))
    return .done
  }
}
