internal import Tables

/// The answer of a command whose stage isn't connected yet. Goes when the last command is.
enum NotWired {
  static func fault(_ command: CommandSpec) -> Diagnostic {
    Diagnostic(
      "internal.not-wired", "'rota \(command.name)' isn't connected to its stage yet",
      cure: "Use a later version.", kind: .internal)
  }
}
