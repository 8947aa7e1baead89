internal import Tables

/// The wording of everything that can be wrong with a command line.
enum UsageError {
  static func missingCommand() -> Diagnostic {
    usage("missing-command", "no command was given", "Run 'rota help' for the list of commands.")
  }

  static func unknownCommand(_ name: String) -> Diagnostic {
    let nearest = NearestName.of(name, among: CommandTable.specs.map(\.name))
    return usage(
      "unknown-command", "'\(name)' isn't a command",
      nearest.map { "Did you mean '\($0)'? " + "Run 'rota help' for the list." } ?? "Run 'rota help' for the list.")
  }

  static func unknownOption(_ text: String, of command: CommandSpec?) -> Diagnostic {
    let known = command?.allOptions ?? CommonOptions.all + [CommonOptions.version.spec]
    let nearest = NearestName.of(String(text.drop { $0 == "-" }), among: known.map(\.name))
    return usage(
      "unknown-option",
      "'\(text)' isn't an option of '\(["rota", command?.name].compactMap(\.self).joined(separator: " "))'",
      (nearest.map { "Did you mean '--\($0)'? " } ?? "") + seeHelp(command))
  }

  static func missingValue(_ option: OptionSpec, of command: CommandSpec) -> Diagnostic {
    usage("missing-value", "'\(option.dashed)' needs \(option.value?.expectation ?? "a value")", seeHelp(command))
  }

  static func unexpectedValue(_ option: OptionSpec, _ value: String, of command: CommandSpec?) -> Diagnostic {
    usage(
      "unexpected-value", "'\(option.dashed)' takes no value, but got '\(value)'", "Write '\(option.dashed)' alone.")
  }

  static func badValue(_ what: String, _ value: String, _ kind: ErasedKind) -> Diagnostic {
    let cure = kind.advice(value) ?? NearestName.of(value, among: kind.names()).map { "Did you mean '\($0)'?" }
    return usage("bad-value", "\(what) can't be '\(value)'; expected \(kind.expectation)", cure)
  }

  static func repeatedOption(_ option: OptionSpec) -> Diagnostic {
    usage("repeated-option", "'\(option.dashed)' was given more than once", "Give it once.")
  }

  static func missingOption(_ option: OptionSpec, of command: CommandSpec) -> Diagnostic {
    usage(
      "missing-option", "'\(option.dashed)' is missing; expected \(option.value?.expectation ?? "")",
      "Write: \(command.usage). " + seeHelp(command))
  }

  static func missingArgument(_ argument: ArgumentSpec, of command: CommandSpec) -> Diagnostic {
    usage(
      "missing-argument", "\(argument.name) is missing; expected \(argument.value.expectation)",
      "Write: \(command.usage). " + seeHelp(command))
  }

  static func unexpectedArgument(_ text: String, of command: CommandSpec) -> Diagnostic {
    usage("unexpected-argument", "'\(text)' is one argument too many", "Write: \(command.usage). " + seeHelp(command))
  }

  /// Options that contradict each other; `cure` says which to leave out.
  static func conflict(_ message: String, _ cure: String) -> Diagnostic { usage("conflict", message, cure) }

  private static func usage(_ code: String, _ message: String, _ cure: String?) -> Diagnostic {
    Diagnostic("usage.\(code)", message, cure: cure, kind: .usage)
  }

  private static func seeHelp(_ command: CommandSpec?) -> String {
    "Run '\(["rota", command?.name, "--help"].compactMap(\.self).joined(separator: " "))' for what it takes."
  }
}
