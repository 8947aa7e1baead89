/// An option as the table of commands states it; parsing, help, completions and manual all read this.
struct OptionSpec: Sendable {
  /// Long name without dashes.
  let name: String
  /// One-letter form, without its dash.
  let short: Character?
  let help: String
  /// Nil for a flag.
  let value: ErasedKind?
  let isRequired: Bool
  let isRepeatable: Bool
  /// Whether the words behind the first value, up to the next option, are values too: `--from A B`.
  var takesSeveral = false
  /// The default in words; nil where absence itself is the default.
  let defaultText: String?

  var isFlag: Bool { value == nil }
  var dashed: String { "--\(name)" }
}

/// An operand as the table of commands states it.
struct ArgumentSpec: Sendable {
  enum Count: Hashable, Sendable {
    case one, optional, many
    /// As many as there are, or none.
    case any
  }

  /// As help shows it: `DIR`.
  let name: String
  let help: String
  let value: ErasedKind
  let count: Count

  var usage: String {
    switch count {
    case .one: name
    case .optional: "[\(name)]"
    case .many: "\(name)…"
    case .any: "[\(name)…]"
    }
  }
}

/// A `ValueKind` whose type only its option or argument knows.
struct ErasedKind: Sendable {
  let placeholder: String
  let expectation: String
  let completion: ValueCompletion
  let names: @Sendable () -> [String]
  let advice: @Sendable (String) -> String?
  let read: @Sendable (String) -> (any Sendable)?

  init<Value>(_ kind: ValueKind<Value>) {
    placeholder = kind.placeholder
    expectation = kind.expectation
    completion = kind.completion
    names = kind.names
    advice = kind.advice
    read = { kind.read($0) }
  }
}

/// An option that takes a `Value`: the key by which a command reads what was given.
struct Option<Value: Sendable>: Sendable {
  let spec: OptionSpec

  init(
    _ name: String, _ kind: ValueKind<Value>, required: Bool = false, repeats: Bool = false,
    takesSeveral: Bool = false, default text: String? = nil,
    _ help: String
  ) {
    spec = OptionSpec(
      name: name, short: nil, help: help, value: ErasedKind(kind), isRequired: required, isRepeatable: repeats,
      takesSeveral: takesSeveral, defaultText: text)
  }
}

/// An option without a value.
struct Flag: Sendable {
  let spec: OptionSpec

  init(_ name: String, short: Character? = nil, _ help: String) {
    spec = OptionSpec(
      name: name, short: short, help: help, value: nil, isRequired: false, isRepeatable: true, defaultText: nil)
  }
}

/// An operand that is a `Value`.
struct Argument<Value: Sendable>: Sendable {
  let spec: ArgumentSpec

  init(_ name: String, _ kind: ValueKind<Value>, count: ArgumentSpec.Count = .one, _ help: String) {
    spec = ArgumentSpec(name: name, help: help, value: ErasedKind(kind), count: count)
  }
}
