internal import Tables

/// What tells the JSON of one system from that of another: how it spells the members of a ticket that say when it came, by
/// what channel, and its id.
struct JSONShape {
  private let paths: JSONPaths
  private static let deepest = 8

  /// - Parameter columns: what the planner has set. Whether ids are used changes nothing.
  init(_ columns: ColumnMap) {
    var columns = columns
    if columns.saysNoID { columns.id = nil }
    paths = JSONPaths(columns)
  }

  /// `created_at, id, source.type`; nil where no ticket is found.
  /// - Parameter head: the beginning of the file, which may be cut anywhere.
  func words(_ head: [UInt8]) -> String? {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
    var scanner = JSONScanner()
    return ticket(text.span, &scanner, depth: 0).map { Set($0).sorted().joined(separator: ", ") }
  }

  /// The names of the first ticket in the value that is next: the ticket itself, a list of them, or a page with one.
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
    return found.hasTime ? found.names : found.page
  }

  private struct Members {
    var names: [String] = []
    var hasTime = false
    /// The names of the first ticket in a list of the object.
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
        if let purpose = entry?.purpose, [.created, .id, .channel].contains(purpose) {
          found.names.append(prefix + name)
          if purpose == .created { found.hasTime = true }
        }
        scanner.skip(bytes)
      }
    }
  }
}
