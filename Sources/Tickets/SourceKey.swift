internal import Calendars
internal import Tables

extension TicketSource {
  /// The source that the file belongs to: the one named, else the system with the file's header, or of JSON with how a
  /// ticket's members are spelled. Spelling of the header's blanks and capitals apart.
  func key(
    _ system: TicketSystem, options: ImportOptions, known: HistoryStore
  ) throws(Diagnostic) -> (name: String, words: String) {
    if let name = options.intake.source {
      guard name != SourceHistory.before else {
        throw Diagnostic(
          "import.source-name", "'\(name)' is the source of what was kept before there were sources",
          cure: "Choose another name.", kind: .usage)
      }
      // Messages call a source by the name of its file.
      return (known.source(named: name) == nil ? SourceHistory.safeName(name) : name, "named")
    }
    var words = system.rawValue
    switch system {
    case .zendeskJSON: break
    case .json:
      // History from before shapes were told apart goes on.
      if known.source(named: Self.name(system, words)) == nil {
        var head: [UInt8] = []
        _ = try stream().read(into: &head, atMost: 1 << 16)
        if let shape = JSONShape(options.columns).words(head) { words += ": " + shape }
      }
    case .tickets, .counts, .history, .zendeskCSV, .queueLog:
      words +=
        ": " + (try TableSample(self, options: options).header.names.map { Header.key($0) }.joined(separator: ", "))
    }
    words = ComposedText.text(words)
    return (Self.name(system, words), words)
  }

  private static func name(_ system: TicketSystem, _ words: String) -> String {
    let hash = SourceHistory.hash(words)
    let mark = String(UInt32(truncatingIfNeeded: hash ^ (hash >> 32)), radix: 16)
    return "\(system.rawValue)-\(String(repeating: "0", count: 8 - mark.count))\(mark)"
  }
}

extension SourceHistory {
  /// A source's name as a file can have it: what file systems dislike becomes its code between two `_`; of a name that
  /// gets too long, the end becomes a hash. No two names share one.
  public static func safeName(_ name: String) -> String {
    let name = ComposedText.text(name)
    var safe = name.hasPrefix(".") || name.isEmpty ? "_" : ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".": safe.unicodeScalars.append(scalar)
      default: safe += "_\(String(scalar.value, radix: 16))_"
      }
    }
    guard safe.utf8.count > 120 else { return safe }
    return "\(safe.prefix(100))_\(String(hash(name), radix: 16))"
  }

  /// FNV-1a.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
