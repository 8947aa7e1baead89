internal import Calendars
internal import Tables

extension TicketSource {
  /// The source that the file belongs to: the one named, else the system with the file's header. Spelling of the header's
  /// blanks and capitals apart.
  func key(
    _ system: TicketSystem, options: ImportOptions
  ) throws(Diagnostic) -> (name: String, words: String) {
    if let name = options.intake.source { return (SourceHistory.safeName(name), "named") }
    var words = system.rawValue
    switch system {
    case .zendeskJSON, .json: break
    case .tickets, .counts, .history, .zendeskCSV, .queueLog:
      words +=
        ": " + (try TableSample(self, options: options).header.names.map { Header.key($0) }.joined(separator: ", "))
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in words.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let mark = String(truncatingIfNeeded(hash), radix: 16)
    return ("\(system.rawValue)-\(String(repeating: "0", count: 8 - mark.count))\(mark)", words)
  }

  private func truncatingIfNeeded(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash ^ (hash >> 32)) }
}

extension SourceHistory {
  /// A source's name as a file can have it: what file systems dislike becomes `_` with its code.
  public static func safeName(_ name: String) -> String {
    var safe = ""
    for scalar in name.unicodeScalars.prefix(100) {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".": safe.unicodeScalars.append(scalar)
      default: safe += "_" + String(scalar.value, radix: 16)
      }
    }
    return (safe.hasPrefix(".") || safe.isEmpty ? "_" : "") + String(safe.prefix(200))
  }
}
