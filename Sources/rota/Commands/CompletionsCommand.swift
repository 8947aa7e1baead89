internal import Tables

/// `rota completions`: completion for shells.
struct CompletionsCommand: Command, Equatable {
  enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

  static let shell = Argument("SHELL", ValueKind<Shell>.choice("SHELL"), "bash, zsh or fish.")

  static let spec = CommandSpec(
    "completions", group: .program, summary: "print completion for bash, zsh or fish",
    discussion: ["Prints a script; the first lines of it say where to put it."],
    arguments: [shell.spec],
    examples: [
      .init("source <(rota completions bash)", "Completion in this bash, from now on."),
      .init("rota completions fish > ~/.config/fish/completions/rota.fish", "Completion in every fish."),
    ])

  var shell: Shell

  init(_ arguments: ParsedArguments) throws(Diagnostic) { shell = try arguments.required(Self.shell) }

  func run(on console: Console) -> ExitStatus {
    switch shell {
    case .bash: console.answer(BashCompletion.script())
    case .zsh: console.answer(ZshCompletion.script())
    case .fish: console.answer(FishCompletion.script())
    }
    return .done
  }
}
