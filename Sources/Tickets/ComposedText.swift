internal import Foundation

/// Text in one spelling: an accented letter as one character (`ë`), not as a letter with a mark behind it. Both look alike
/// and count as equal; their bytes would depend on which one came first.
enum ComposedText {
  static func text(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }
}
