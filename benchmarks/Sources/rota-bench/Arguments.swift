/// The words after the subject's name: options `--name value` and plain words, taken out one by one.
struct Arguments {
  private var words: [String]

  init(_ words: [String]) { self.words = words }

  /// The value of `--name`, nil where it is absent.
  mutating func value(_ name: String) throws -> String? {
    guard let index = words.firstIndex(of: "--" + name) else { return nil }
    guard index + 1 < words.count else { throw UsageError(description: "--\(name) needs a value") }
    let value = words[index + 1]
    words.removeSubrange(index...index + 1)
    return value
  }

  mutating func integer(_ name: String, default fallback: Int) throws -> Int {
    guard let text = try value(name) else { return fallback }
    guard let number = Int(text), number > 0 else {
      throw UsageError(description: "--\(name) is '\(text)'; expected a whole number above 0")
    }
    return number
  }

  mutating func number(_ name: String, default fallback: Double) throws -> Double {
    guard let text = try value(name) else { return fallback }
    guard let number = Double(text), number.isFinite else {
      throw UsageError(description: "--\(name) is '\(text)'; expected a number")
    }
    return number
  }

  mutating func flag(_ name: String) -> Bool {
    guard let index = words.firstIndex(of: "--" + name) else { return false }
    words.remove(at: index)
    return true
  }

  /// The next plain word, for example a file.
  mutating func word() -> String? {
    guard let index = words.firstIndex(where: { !$0.hasPrefix("--") }) else { return nil }
    return words.remove(at: index)
  }

  func finish() throws {
    if let word = words.first { throw UsageError(description: "'\(word)' isn't understood here") }
  }
}
