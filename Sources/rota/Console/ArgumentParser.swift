internal import Tables

/// Reads a command line against the table.
///
/// Options are `--name VALUE`, `--name=VALUE`, `--flag` or a one-letter flag; they may stand before or after
/// arguments. `--` ends them. `-` alone is an argument.
enum ArgumentParser {
  /// What the command line asks for.
  enum Invocation: Sendable {
    case help(CommandSpec?)
    case version
    case run(any Command.Type, ParsedArguments)
  }

  /// - Parameter words: the command line without the program's name.
  /// - Throws: `usage.…`; the first thing that is wrong.
  static func parse(_ words: [String]) throws(Diagnostic) -> Invocation {
    var rest = words[...]
    var early: [String] = []
    while let word = rest.first, word.hasPrefix("-") {
      rest.removeFirst()
      switch word {
      case "--version": return .version
      case "--help", "-h":
        guard let name = rest.first(where: { !$0.hasPrefix("-") }) else { return .help(nil) }
        return .help(try CommandTable.spec(named: name))
      case "--quiet", "-q", "--json": early.append(word)
      default: throw UsageError.unknownOption(word, of: nil)
      }
    }
    guard let name = rest.popFirst() else { throw UsageError.missingCommand() }
    guard let command = CommandTable.command(named: name) else { throw UsageError.unknownCommand(name) }
    guard let parsed = try parse(early + rest, for: command.spec) else { return .help(command.spec) }
    return .run(command, parsed)
  }

  /// Nil when help is asked for.
  static func parse(_ words: [String], for command: CommandSpec) throws(Diagnostic) -> ParsedArguments? {
    // Help wins over everything that is wrong elsewhere.
    if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) { return nil }
    var parsed = ParsedArguments(command: command, words: words)
    var operands: [Operand] = []
    // The option that takes several values whose values may go on.
    var open: OptionSpec?
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest.map { Operand(text: $0) }
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(Operand(text: word, behind: open))
        continue
      }
      try readOption(word, &rest, into: &parsed)
      let name = word.dropFirst(2).prefix { $0 != "=" }
      open = command.options.first { $0.takesSeveral && $0.name == name }
    }
    try giveSurplus(of: &operands, to: &parsed)
    try assign(operands.map(\.text), to: &parsed)
    for option in command.options where option.isRequired && parsed.options[option.name] == nil {
      throw UsageError.missingOption(option, of: command)
    }
    return parsed
  }

  /// A word that is no option and no option's first value.
  private struct Operand {
    var text: String
    /// An option that takes several values, if the word stands behind its values.
    var behind: OptionSpec?
  }

  /// Gives words that stand behind the value of an option that takes several, and that no argument needs, to the option:
  /// `init desk --from a.csv b.csv`.
  private static func giveSurplus(of operands: inout [Operand], to parsed: inout ParsedArguments) throws(Diagnostic) {
    let arguments = parsed.command.arguments
    guard !arguments.contains(where: { $0.count == .many || $0.count == .any }) else { return }
    while operands.count > arguments.count, let place = operands.firstIndex(where: { $0.behind != nil }),
      let option = operands[place].behind, let kind = option.value
    {
      let text = operands.remove(at: place).text
      guard let value = kind.read(text) else { throw UsageError.badValue("'\(option.dashed)'", text, kind) }
      parsed.options[option.name, default: []].append(value)
    }
  }

  private static func readOption(
    _ word: String, _ rest: inout ArraySlice<String>, into parsed: inout ParsedArguments
  ) throws(Diagnostic) {
    let command = parsed.command
    guard word.hasPrefix("--") else {
      for letter in word.dropFirst() {
        guard let flag = command.allOptions.first(where: { $0.short == letter }) else {
          throw UsageError.unknownOption(word, of: command)
        }
        parsed.options[flag.name] = [true]
      }
      return
    }
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let option = command.allOptions.first(where: { $0.name == parts[0] }) else {
      throw UsageError.unknownOption("--\(parts[0])", of: command)
    }
    guard let kind = option.value else {
      if parts.count == 2 { throw UsageError.unexpectedValue(option, parts[1], of: command) }
      parsed.options[option.name] = [true]
      return
    }
    if !option.isRepeatable, parsed.options[option.name] != nil { throw UsageError.repeatedOption(option) }
    guard let text = parts.count == 2 ? parts[1] : nextValue(&rest, of: command) else {
      throw UsageError.missingValue(option, of: command)
    }
    guard let value = kind.read(text) else { throw UsageError.badValue("'\(option.dashed)'", text, kind) }
    parsed.options[option.name, default: []].append(value)
  }

  /// The next word, unless it is an option of the command itself: then the value was forgotten.
  private static func nextValue(_ rest: inout ArraySlice<String>, of command: CommandSpec) -> String? {
    guard let next = rest.first else { return nil }
    let name = next.dropFirst(2).prefix { $0 != "=" }
    if next == "--" || next.hasPrefix("--") && command.allOptions.contains(where: { $0.name == name }) { return nil }
    return rest.popFirst()
  }

  /// Gives operands to arguments in order; the one of count `many` takes what the others leave.
  private static func assign(_ operands: [String], to parsed: inout ParsedArguments) throws(Diagnostic) {
    var rest = operands[...]
    for argument in parsed.command.arguments {
      let taken = argument.count == .many || argument.count == .any ? rest : rest.prefix(1)
      rest = rest.dropFirst(taken.count)
      if taken.isEmpty, argument.count != .optional, argument.count != .any {
        throw UsageError.missingArgument(argument, of: parsed.command)
      }
      for text in taken {
        guard let value = argument.value.read(text) else {
          throw UsageError.badValue(argument.name, text, argument.value)
        }
        parsed.arguments[argument.name, default: []].append(value)
      }
    }
    if let extra = rest.first { throw UsageError.unexpectedArgument(extra, of: parsed.command) }
  }
}
