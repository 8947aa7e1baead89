/// A kind of value that options and arguments take: how it is read, and how help, messages and completions speak of it.
struct ValueKind<Value: Sendable>: Sendable {
  /// Stands for the value in help: `DATE`.
  let placeholder: String
  /// Completes "expected …": `a date such as 2026-11-30`.
  let expectation: String
  let completion: ValueCompletion
  /// Names of which the nearest is suggested for a misspelt value.
  let names: @Sendable () -> [String]
  /// What to do about a text that isn't such a value; nil where the nearest name says it.
  let advice: @Sendable (String) -> String?
  /// Nil when the text isn't such a value.
  let read: @Sendable (String) -> Value?

  init(
    _ placeholder: String, expectation: String, completion: ValueCompletion = .none,
    names: @escaping @Sendable () -> [String] = { [] }, advice: @escaping @Sendable (String) -> String? = { _ in nil },
    read: @escaping @Sendable (String) -> Value?
  ) {
    self.advice = advice
    self.placeholder = placeholder
    self.expectation = expectation
    self.completion = completion
    self.names = names
    self.read = read
  }
}

/// What a shell offers for a value.
enum ValueCompletion: Hashable, Sendable {
  case none
  case words([String])
  case files
  case folders
  /// The names of the commands.
  case commands

  /// The words to choose from, where there are such.
  var words: [String]? {
    switch self {
    case .words(let words): words
    case .commands: CommandTable.specs.map(\.name)
    case .none, .files, .folders: nil
    }
  }
}
