internal import Words

/// Help as text, derived from the table.
enum HelpText {
  static let width = 80

  /// What `rota help` shows.
  static func overview() -> String {
    var text = """
      rota: from a support team's tickets to a published rota.

      usage: rota COMMAND [arguments] [options]
             rota help COMMAND

      """
    for group in CommandSpec.Group.allCases {
      text += "\n\(group.rawValue):\n"
      text += table(CommandTable.specs.filter { $0.group == group }.map { ($0.name, $0.summary) }, indent: 2)
    }
    text += "\noptions:\n"
    text += table((CommonOptions.all + [CommonOptions.version.spec]).map { (label($0), $0.help) }, indent: 2)
    text += "\nfirst steps:\n"
    text += examples([
      .init("rota init desk --template helpdesk", "Makes a project folder with an invented team and a history to try."),
      .init("rota plan desk", "Plans the first week after the history and writes desk/plans/WEEK/report.html."),
      .init("rota check desk/plans/2026-W49", "Checks the finished rota, rule by rule, with code of its own."),
    ])
    return text + "\nexit status:\n" + statuses()
  }

  /// What `rota help COMMAND` shows.
  static func command(_ command: CommandSpec) -> String {
    var text = wrapped("rota \(command.name): \(command.summary)", indent: 0) + "\n"
    text += wrapped("usage: \(command.usage)", indent: 7, first: 0)
    for paragraph in command.discussion { text += "\n" + wrapped(paragraph, indent: 0) }
    if !command.arguments.isEmpty {
      text += "\narguments:\n" + table(command.arguments.map { ($0.name, $0.help) }, indent: 2)
    }
    if !command.options.isEmpty {
      text += "\noptions:\n" + table(command.options.map { (label($0), explanation($0)) }, indent: 2)
    }
    text += "\noptions of every command:\n" + table(CommonOptions.all.map { (label($0), $0.help) }, indent: 2)
    if !command.examples.isEmpty { text += "\nexamples:\n" + examples(command.examples) }
    return text
  }

  /// `-q, --quiet` or `    --week WEEK`.
  static func label(_ option: OptionSpec) -> String {
    let short = option.short.map { "-\($0), " } ?? "    "
    return short + option.dashed + (option.value.map { " \($0.placeholder)" } ?? "")
  }

  /// The option's help with what the table knows beyond it: choices, repetition, default.
  static func explanation(_ option: OptionSpec) -> String {
    var text = option.help
    if case .words(let words) = option.value?.completion { text += " One of: \(Words.plain.list(words))." }
    if option.isRepeatable, !option.isFlag {
      text += option.takesSeveral ? " Several may follow, and it may be repeated." : " May be repeated."
    }
    if let value = option.defaultText { text += " Default: \(value)." }
    return text
  }

  static func statuses() -> String {
    table(ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) }, indent: 2)
  }

  private static func examples(_ examples: [CommandSpec.Example]) -> String {
    examples.map { "  \($0.line)\n" + wrapped($0.says, indent: 6) }.joined()
  }

  /// Two columns; a label too long for its column stands on a line of its own.
  static func table(_ rows: [(label: String, text: String)], indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    let column = min(26, (rows.map(\.label.count).max() ?? 0) + 2)
    return rows.map { row in
      let label = row.label
      let body = wrapped(row.text, indent: indent + column)
      guard label.count + 2 <= column else { return margin + label + "\n" + body }
      return margin + label + String(repeating: " ", count: column - label.count) + body.dropFirst(indent + column)
    }.joined()
  }

  /// Words in lines of at most `width` columns, each line indented and ended by a newline.
  static func wrapped(_ text: String, indent: Int, first: Int? = nil) -> String {
    var lines: [String] = []
    var line = String(repeating: " ", count: first ?? indent)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }
}
