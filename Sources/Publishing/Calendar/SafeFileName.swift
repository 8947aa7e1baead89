/// File names for ids that people typed: safe on every file system, readable, and never two alike.
///
/// Letters and digits of ASCII, `-`, `_` and dots (not at either end) stay. An id of only these is its own file name.
/// Any other id has each other character replaced by `_` and a hash of the whole id added, so that its name does not
/// depend on who else is in the team; likewise an id that is too long or that Windows reserves, ids that differ in case
/// only, which are one name on Windows and macOS, and an id that is spelt like the hashed name of another.
struct SafeFileNames {
  private var names: [String: String] = [:]

  /// - Parameter ids: every id that needs a name.
  init(for ids: [String]) {
    var spellings: [String: Set<String>] = [:]
    for id in ids { spellings[id.lowercased(), default: []].insert(id) }
    for id in ids {
      let clean = Self.replaced(id)
      let plain = clean == id && clean.utf8.count <= 80 && !Self.isReserved(clean)
      names[id] = plain && spellings[id.lowercased()]?.count == 1 ? id : Self.hashed(id)
    }
    hashLookAlikes()
  }

  /// Gives every id that is its own name a hashed one where another id has that name, until none is left.
  private mutating func hashLookAlikes() {
    var plain = names.filter { $0.key == $0.value }.map(\.key)
    while true {
      let taken = Set(names.filter { $0.key != $0.value }.map { $0.value.lowercased() })
      let alike = plain.filter { taken.contains($0.lowercased()) }
      guard !alike.isEmpty else { return }
      for id in alike { names[id] = Self.hashed(id) }
      plain.removeAll { names[$0] != $0 }
    }
  }

  /// The name, without an extension, of one of the ids given at the start.
  func name(for id: String) -> String { names[id] ?? Self.hashed(id) }

  private static func hashed(_ id: String) -> String { "\(replaced(id).prefix(80))-\(shortHash(id.utf8))" }

  private static func replaced(_ id: String) -> String {
    let kept = id.unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": Character(scalar)
      default: "_"
      }
    }
    var name = String(kept)
    while name.hasPrefix(".") { name = "_" + name.dropFirst() }
    while name.hasSuffix(".") { name = name.dropLast() + "_" }
    return name.isEmpty ? "_" : name
  }

  /// Device names of Windows, which it reserves whatever the extension.
  private static func isReserved(_ name: String) -> Bool {
    let stem = name.lowercased().prefix { $0 != "." }
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return (stem.hasPrefix("com") || stem.hasPrefix("lpt")) && stem.count == 4 && stem.last?.isNumber == true
  }
}
