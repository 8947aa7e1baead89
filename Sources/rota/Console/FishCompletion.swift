/// Completion for fish, derived from the table.
enum FishCompletion {
  static func script() -> String {
    var text = """
      # fish completion for rota: rota completions fish > ~/.config/fish/completions/rota.fish
      complete -c rota -f

      """
    for option in CommonOptions.all { text += line("", option) }
    text += line("-n __fish_use_subcommand ", CommonOptions.version.spec)
    for command in CommandTable.specs {
      text += "complete -c rota -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))\n"
    }
    for command in CommandTable.specs {
      let condition = "-n '__fish_seen_subcommand_from \(command.name)' "
      for option in command.options { text += line(condition, option) }
      switch command.arguments.first?.value.completion {
      case .words, .commands:
        text += "complete -c rota \(condition)-a \(quoted(words(command.arguments.first?.value)))\n"
      case .files: text += "complete -c rota \(condition)-F\n"
      case .folders: text += "complete -c rota \(condition)-a '(__fish_complete_directories)'\n"
      case .none?, nil: break
      }
    }
    return text
  }

  private static func line(_ condition: String, _ option: OptionSpec) -> String {
    var text = "complete -c rota \(condition)-l \(option.name)"
    if let short = option.short { text += " -s \(short)" }
    switch option.value?.completion {
    case .words, .commands: text += " -x -a \(quoted(words(option.value)))"
    case .files: text += " -r -F"
    case .folders: text += " -x -a '(__fish_complete_directories)'"
    case .none?: text += " -x"
    case nil: break
    }
    return text + " -d \(quoted(option.help))\n"
  }

  private static func words(_ kind: ErasedKind?) -> String { (kind?.completion.words ?? []).joined(separator: " ") }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
