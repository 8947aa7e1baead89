internal import Calendars
internal import Tables

/// Finds members that hold times in JSON whose own member for the creation has an unknown name or place.
struct JSONTimePaths {
  /// Paths from a ticket's own object, in the order in which they come.
  private(set) var found: [String] = []
  private static let deepest = 6

  /// - Parameter head: the beginning of the file.
  init(_ head: [UInt8]) {
    var scanner = JSONScanner()
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
    walk(text.span, &scanner, path: [], depth: 0)
  }

  /// The likeliest: one whose name speaks of a beginning, else the first.
  var likeliest: String? {
    found.first { path in
      let name = PlainText.key(String(path.split(separator: ".").last ?? ""))
      return ["creat", "open", "start", "receiv", "submit", "arriv", "begin"].contains { name.contains($0) }
    } ?? found.first
  }

  private mutating func walk(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner, path: [String], depth: Int) {
    guard depth <= Self.deepest, !scanner.failed, found.count < 20 else { return scanner.skip(bytes) }
    var isFirst = true
    if scanner.isNext(bytes, UInt8(ascii: "{")) {
      guard scanner.enterObject(bytes) else { return }
      while let key = scanner.key(bytes, isFirst: &isFirst) {
        walk(
          bytes, &scanner, path: path + [String(decoding: JSONScanner.text(bytes, key), as: UTF8.self)],
          depth: depth + 1)
      }
    } else if scanner.isNext(bytes, UInt8(ascii: "[")) {
      guard scanner.enterArray(bytes) else { return }
      // The tickets of a page: their paths begin anew.
      let isPage = path.isEmpty || path.count == 1 && JSONPaths.pages.contains { "\($0)" == path[0] }
      while scanner.element(bytes, isFirst: &isFirst) {
        walk(bytes, &scanner, path: isPage ? [] : path, depth: depth + 1)
      }
    } else if scanner.isNext(bytes, UInt8(ascii: "\"")) {
      guard let value = scanner.string(bytes), !path.isEmpty else { return }
      let text = path.joined(separator: ".")
      guard !found.contains(text),
        DateOrder.allCases.contains(where: { order in
          TimeReader(dateOrder: order).read(bytes.extracting(value)) != nil
        })
      else { return }
      found.append(text)
    } else {
      scanner.skip(bytes)
    }
  }
}
