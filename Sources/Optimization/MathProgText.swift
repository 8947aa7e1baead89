/// How names and numbers are written in the data part of a GNU MathProg model.
public enum MathProgText {
  /// A number without an exponent where it is whole.
  public static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// Members of a set, twenty to a line.
  public static func lines(_ words: [String]) -> String {
    stride(from: 0, to: words.count, by: 20).map { start in
      words[start..<min(start + 20, words.count)].joined(separator: " ")
    }.joined(separator: "\n  ")
  }

  /// Different symbols for names that may be equal.
  public static func symbols(_ names: [String]) -> [String] {
    var used: Set<String> = []
    return names.map { name in
      var unique = symbol(name)
      var number = 2
      while !used.insert(unique).inserted {
        unique = symbol(name, suffix: " (\(number))")
        number += 1
      }
      return unique
    }
  }

  /// A quoted symbol: quotes doubled, control characters replaced, at most 100 bytes. Nothing in a name can end it.
  public static func symbol(_ name: String, suffix: String = "") -> String {
    var text = ""
    for character in name {
      let isControl = character.unicodeScalars.contains { $0.value < 32 || (127...159).contains($0.value) }
      let next = isControl ? " " : String(character)
      if text.utf8.count + next.utf8.count + suffix.utf8.count > 90 { break }
      text += next
    }
    return "'\((text + suffix).replacing("'", with: "''"))'"
  }
}
