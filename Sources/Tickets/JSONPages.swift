internal import Tables

/// The lists of tickets in a page as interfaces give them: `{"tickets": […]}`, `{"data": {"tickets": […]}}`.
struct JSONPage {
  /// Stands before the list.
  var scanner: JSONScanner
  /// The list's path.
  var path: [String]

  private static let deepest = 4

  /// The lists of an object that is JSON to its end.
  /// - Parameter isNested: whether lists inside of objects count too: a ticket of its own may have such members.
  static func all(in bytes: Span<UInt8>, isNested: Bool) -> [JSONPage] {
    var scanner = JSONScanner()
    var pages: [JSONPage] = []
    collect(bytes, &scanner, path: [], deepest: isNested ? deepest : 1, into: &pages)
    return pages
  }

  private static func collect(
    _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, path: [String], deepest: Int, into pages: inout [JSONPage]
  ) {
    var isFirst = true
    guard scanner.enterObject(bytes) else { return }
    while let key = scanner.key(bytes, isFirst: &isFirst) {
      if scanner.isNext(bytes, UInt8(ascii: "[")) {
        if isName(bytes, key, of: lists) {
          pages.append(JSONPage(scanner: scanner, path: path + [text(bytes, key)]))
        }
        scanner.skip(bytes)
      } else if scanner.isNext(bytes, UInt8(ascii: "{")), path.count + 1 < deepest,
        isName(bytes, key, of: lists) || isName(bytes, key, of: frames)
      {
        collect(bytes, &scanner, path: path + [text(bytes, key)], deepest: deepest, into: &pages)
      } else {
        scanner.skip(bytes)
      }
    }
  }

  /// Whether a list at this path holds the tickets of a page.
  /// - Parameter isNested: as of `all`.
  static func isOne(_ path: [String], isNested: Bool) -> Bool {
    guard let last = path.last, path.count <= (isNested ? deepest : 1), lists.contains(where: { "\($0)" == last })
    else { return false }
    return path.dropLast().allSatisfy(leads)
  }

  /// Whether an object of this name may hold a page.
  static func leads(_ name: String) -> Bool { (lists + frames).contains { "\($0)" == name } }

  private static func isName(_ bytes: Span<UInt8>, _ key: Range<Int>, of names: [StaticString]) -> Bool {
    names.contains { JSONScanner.equals(bytes, key, $0) }
  }

  private static func text(_ bytes: Span<UInt8>, _ key: Range<Int>) -> String {
    String(decoding: JSONScanner.text(bytes, key), as: UTF8.self)
  }

  private static let lists: [StaticString] = [
    "tickets", "conversations", "results", "result", "issues", "records", "chats", "data", "items", "cases", "calls",
    "requests", "value", "nodes",
  ]
  /// Objects that hold such lists, beside those that have their names.
  private static let frames: [StaticString] = ["_embedded", "response", "body", "payload"]
}
