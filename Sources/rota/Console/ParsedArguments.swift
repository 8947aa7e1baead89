internal import Tables

/// What was given on the command line, read into values.
struct ParsedArguments: Sendable {
  let command: CommandSpec
  /// As they were given, for records.
  var words: [String] = []
  /// Values by the option's name, in the order given; flags hold `true`.
  var options: [String: [any Sendable]] = [:]
  /// Values by the argument's name.
  var arguments: [String: [any Sendable]] = [:]

  func has(_ flag: Flag) -> Bool { options[flag.spec.name] != nil }

  /// The option's value; nil when it wasn't given.
  subscript<Value>(_ option: Option<Value>) -> Value? { options[option.spec.name]?.last as? Value }

  /// Every value of a repeatable option.
  func all<Value>(_ option: Option<Value>) -> [Value] { (options[option.spec.name] ?? []).compactMap { $0 as? Value } }

  subscript<Value>(_ argument: Argument<Value>) -> Value? { arguments[argument.spec.name]?.first as? Value }

  func all<Value>(_ argument: Argument<Value>) -> [Value] {
    (arguments[argument.spec.name] ?? []).compactMap { $0 as? Value }
  }
}

extension ParsedArguments {
  /// The value of a required option. The parser has made sure of it, so its absence is a fault of the table.
  func required<Value>(_ option: Option<Value>) throws(Diagnostic) -> Value {
    guard let value = self[option] else { throw UsageError.missingOption(option.spec, of: command) }
    return value
  }

  /// The value of an argument that must be there.
  func required<Value>(_ argument: Argument<Value>) throws(Diagnostic) -> Value {
    guard let value = self[argument] else { throw UsageError.missingArgument(argument.spec, of: command) }
    return value
  }
}
