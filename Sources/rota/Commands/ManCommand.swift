/// `rota man`: the manual page.
struct ManCommand: Command, Equatable {
  static let spec = CommandSpec(
    "man", group: .program, summary: "print the manual page rota(1)",
    discussion: ["Prints roff, as man and package builders want it."],
    examples: [
      .init("rota man > ~/.local/share/man/man1/rota.1", "Makes 'man rota' work."),
      .init("rota man | man -l -", "Reads it right away."),
    ])

  init(_ arguments: ParsedArguments) {}

  func run(on console: Console) -> ExitStatus {
    console.answer(ManualPage.text())
    return .done
  }
}
