internal import Tables

/// What tells the JSON of one system from that of another: how it spells the members of a ticket that say when it came and
/// its id. No ticket lacks these; a channel that only some tickets have would make two sources of one, and count twice what
/// both hold.
struct JSONShape {
  private let paths: JSONPaths
  private static let deepest = 8

  /// - Parameter columns: what the planner has set. Whether ids are used changes nothing.
  init(_ columns: ColumnMap) {
    var columns = columns
    if columns.saysNoID { columns.id = nil }
    paths = JSONPaths(columns)
  }

  /// `created_at, id`; nil where no ticket is found.
  /// - Parameter head: the beginning of the file, which may be cut anywhere.
  func words(_ head: [UInt8]) -> String? {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
    var scanner = JSONScanner()
    return ticket(text.span, &scanner, depth: 0)?.joined(separator: ", ")
  }

  /// The members of the first ticket in the value that is next: the ticket itself, a list of them, or a page with one.
  private func ticket(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner, depth: Int) -> [String]? {
    guard depth < Self.deepest else { return nil }
    if scanner.isNext(bytes, UInt8(ascii: "[")) {
      var isFirst = true
      guard scanner.enterArray(bytes) else { return nil }
      while scanner.element(bytes, isFirst: &isFirst) {
        if let found = ticket(bytes, &scanner, depth: depth + 1) { return found }
      }
      return nil
    }
    var found = Members()
    collect(bytes, &scanner, path: JSONPaths.root, prefix: "", depth: depth, into: &found)
    return found.created.map { [$0.name] + (found.id.map { [$0.name] } ?? []) } ?? found.page
  }

  private struct Members {
    /// Those that count: of the lowest rank.
    var created: (rank: Int, name: String)?
    var id: (rank: Int, name: String)?
    /// The members of the first ticket in a list of the object.
    var page: [String]?
  }

  private func collect(
    _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, path: UInt64, prefix: String, depth: Int,
    into found: inout Members
  ) {
    var isFirst = true
    guard depth < Self.deepest, scanner.enterObject(bytes) else { return }
    while let key = scanner.key(bytes, isFirst: &isFirst) {
      let name = String(decoding: JSONScanner.text(bytes, key), as: UTF8.self)
      let hash = JSONPaths.hash(path, bytes, key)
      let entry = paths.entry(hash)
      let isObject = scanner.isNext(bytes, UInt8(ascii: "{"))
      if isObject, hash == path || entry?.leads == true {
        collect(bytes, &scanner, path: hash, prefix: "\(prefix)\(name).", depth: depth + 1, into: &found)
      } else if isObject || scanner.isNext(bytes, UInt8(ascii: "[")) {
        if found.page == nil, JSONPage.leads(name) {
          found.page = ticket(bytes, &scanner, depth: depth + 1)
        } else {
          scanner.skip(bytes)
        }
      } else {
        if let entry, entry.purpose == .created, entry.rank < found.created?.rank ?? .max {
          found.created = (entry.rank, prefix + name)
        } else if let entry, entry.purpose == .id, entry.rank < found.id?.rank ?? .max {
          found.id = (entry.rank, prefix + name)
        }
        scanner.skip(bytes)
      }
    }
  }
}
