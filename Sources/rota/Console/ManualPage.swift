internal import Planning

/// `rota(1)`, derived from the table.
enum ManualPage {
  static func text() -> String {
    var text = """
      .TH ROTA 1 "" "\(Tool.signature)" "User Commands"
      .SH NAME
      rota \\- from a support team's tickets to a published rota
      .SH SYNOPSIS
      .B rota
      .I COMMAND
      [arguments] [options]
      .SH DESCRIPTION
      .B rota
      reads a support team's ticket history, forecasts next week's contacts, works out the agents required,
      and plans who works when, with a proof of how good the rota is. It publishes the rota as CSV, iCalendar and a
      report page.
      .PP
      The answer goes to standard output; progress, warnings and errors go to standard error.
      .SH OPTIONS OF EVERY COMMAND

      """
    text += options(CommonOptions.all + [CommonOptions.version.spec])
    text += ".SH COMMANDS\n"
    for command in CommandTable.specs { text += section(command) }
    text += ".SH EXIT STATUS\n"
    for status in ExitStatus.allCases { text += ".TP\n.B \(status.rawValue)\n\(escaped(status.meaning))\n" }
    return text + """
      .SH ENVIRONMENT
      .TP
      .B NO_COLOR
      When set and not empty, messages carry no colour.
      .TP
      .B TERM
      \\(oqdumb\\(cq: no colour, and no progress line either.
      .TP
      .B COLUMNS
      Width of the progress line where the terminal doesn't tell its own.
      .SH FILES
      .TP
      .I DIR/rota.json
      The project: queues, sites, shift templates, rules, costs. Comments are allowed (JSON5).
      .TP
      .I DIR/agents.csv
      The people. Beside it, where needed: absences.csv, requests.csv, events.csv, holidays.
      .TP
      .I DIR/history/
      What is kept of the imported tickets: contacts and handle time by interval.
      .TP
      .I DIR/plans/WEEK/
      What \\(oqrota plan\\(cq writes.
      .SH NOTES
      Nothing depends on the clock or the machine: the same inputs, options and seed give the same bytes where
      .B \\-\\-iterations
      bounds the search. A time limit stops where the machine has got to.

      """
  }

  private static func section(_ command: CommandSpec) -> String {
    var text = ".SS \(escaped(command.usage))\n"
    for (place, paragraph) in ([command.summary + "."] + command.discussion).enumerated() {
      text += (place == 0 ? "" : ".PP\n") + escaped(paragraph.prefix(1).uppercased() + paragraph.dropFirst()) + "\n"
    }
    for argument in command.arguments { text += ".TP\n.I \(escaped(argument.name))\n\(escaped(argument.help))\n" }
    text += options(command.options)
    if !command.examples.isEmpty {
      text += ".PP\nExamples:\n"
      for example in command.examples { text += ".TP\n.B \(escaped(example.line))\n\(escaped(example.says))\n" }
    }
    return text
  }

  private static func options(_ options: [OptionSpec]) -> String {
    options.map { option in
      let names = ([option.short.map { "-\($0)" }, option.dashed].compactMap(\.self)).map { "\\fB\(escaped($0))\\fR" }
      let value = option.value.map { " \\fI\(escaped($0.placeholder))\\fR" } ?? ""
      return ".TP\n\(names.joined(separator: ", "))\(value)\n\(escaped(HelpText.explanation(option)))\n"
    }.joined()
  }

  /// Text that roff takes as it stands: backslashes and minus signs escaped, no line that begins with a control.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      case "’", "'": result += "\\(aq"
      default:
        // Beyond ASCII by code point, which every roff reads whatever its input encoding.
        for scalar in character.unicodeScalars {
          let code = String(scalar.value, radix: 16, uppercase: true)
          result +=
            scalar.isASCII ? String(scalar) : "\\[u\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)]"
        }
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
