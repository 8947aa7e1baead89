/// Words of commands that are written for people or shells to repeat.
public enum ShellWord {
  /// A word as the shell reads it back.
  public static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-_./=:,%+@".utf8.contains($0)
    }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
