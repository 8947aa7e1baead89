internal import Tables

/// What a page of an interface's answer says about those after it: `next_page`, `has_more`, `done`, `paging.next`, `total`, …
struct JSONPageEnd {
  /// A member that says so or not: Salesforce's `done`, Zendesk's `end_of_stream` and `meta.has_more`, Jira's `isLast`.
  private var flag: (name: String, more: Bool)?
  /// A member that leads to the next page, or would: Zendesk keeps one beside `has_more: false`.
  private var link: (name: String, more: Bool)?
  /// Tickets of the whole answer, where it says how many.
  private(set) var total: (name: String, count: Int)?

  /// The member that says that more follow; nil where none does.
  var more: String? {
    guard let said = flag ?? link else { return nil }
    return said.more ? said.name : nil
  }

  /// Whether a member says that this is all.
  var isLast: Bool { (flag ?? link).map { !$0.more } ?? false }

  /// - Parameter bytes: an object that is JSON to its end.
  init(_ bytes: Span<UInt8>) {
    var scanner = JSONScanner()
    read(bytes, &scanner, path: "", depth: 0)
  }

  private static let deepest = 4

  private mutating func read(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner, path: String, depth: Int) {
    var isFirst = true
    guard scanner.enterObject(bytes) else { return }
    while let key = scanner.key(bytes, isFirst: &isFirst) {
      let text = String(decoding: JSONScanner.text(bytes, key), as: UTF8.self)
      let name = path + text
      let word = text.lowercased().filter { $0.isLetter }
      if Self.flags.contains(word) || Self.ends.contains(word), let value = Self.truth(bytes, scanner) {
        // The outermost member counts.
        if flag == nil { flag = (name, value != Self.ends.contains(word)) }
      } else if Self.links.contains(word) || (word == "next" && Self.pagers.contains(Self.last(of: path))) {
        if let value = Self.isThere(bytes, scanner), link == nil || value { link = (name, value) }
      } else if total == nil, Self.totals.contains(word), let count = Self.count(bytes, scanner) {
        total = (name, count)
      }
      if depth < Self.deepest, scanner.isNext(bytes, UInt8(ascii: "{")),
        Self.pagers.contains(word) || JSONPage.leads(text)
      {
        read(bytes, &scanner, path: name + ".", depth: depth + 1)
      } else {
        scanner.skip(bytes)
      }
    }
  }

  private static func last(of path: String) -> String {
    (path.split(separator: ".").last ?? "").lowercased().filter { $0.isLetter }
  }

  /// The value that is next, where it is a boolean.
  private static func truth(_ bytes: Span<UInt8>, _ scanner: JSONScanner) -> Bool? {
    var scanner = scanner
    if scanner.isNext(bytes, UInt8(ascii: "t")) { return true }
    return scanner.isNext(bytes, UInt8(ascii: "f")) ? false : nil
  }

  /// Whether the value that is next leads anywhere; nil for a list.
  private static func isThere(_ bytes: Span<UInt8>, _ scanner: JSONScanner) -> Bool? {
    var scanner = scanner
    if scanner.isNext(bytes, UInt8(ascii: "[")) { return nil }
    if scanner.isNext(bytes, UInt8(ascii: "n")) || scanner.isNext(bytes, UInt8(ascii: "f")) { return false }
    if scanner.isNext(bytes, UInt8(ascii: "{")) {
      var isFirst = true
      return scanner.enterObject(bytes) && scanner.key(bytes, isFirst: &isFirst) != nil
    }
    return scanner.string(bytes).map { !$0.isEmpty } ?? true
  }

  private static func count(_ bytes: Span<UInt8>, _ scanner: JSONScanner) -> Int? {
    var scanner = scanner
    return scanner.scalar(bytes).flatMap { Int(String(decoding: JSONScanner.text(bytes, $0), as: UTF8.self)) }
  }

  /// True: more follow.
  private static let flags: Set<String> = ["hasmore", "hasnextpage", "hasnext", "morerecords"]
  /// True: nothing follows.
  private static let ends: Set<String> = ["done", "endofstream", "islast", "lastpage"]
  private static let links: Set<String> = [
    "nextpage", "nextpageid", "nextpagetoken", "nextpageurl", "nextrecordsurl", "nextcursor", "nextlink", "nexttoken",
    "odatanextlink",
  ]
  private static let totals: Set<String> = [
    "total", "totalcount", "totalsize", "totalrecords", "totalresults", "foundchats", "odatacount", "count",
  ]
  /// Objects that hold such members.
  private static let pagers: Set<String> = [
    "paging", "pages", "pagination", "pageinfo", "info", "meta", "links", "responsemetadata",
  ]
}

/// Whether the pages of an import are all of an answer, told apart by the path of their list.
struct JSONPageEnds {
  private struct Pages {
    var elements = 0
    /// The member of a page that says that more follow, and where it stands.
    var more: (name: String, place: SourcePosition)?
    /// Whether a page doesn't say so: many say nothing on their last one.
    var isEnded = false
    /// Whether a page says that it is the last.
    var hasLast = false
    var total: (name: String, count: Int, place: SourcePosition)?
  }

  private var byList: [String: Pages] = [:]

  /// - Parameter elements: of the page.
  mutating func add(_ end: JSONPageEnd, list: String, elements: Int, at place: SourcePosition) {
    var pages = byList[list] ?? Pages()
    pages.elements += elements
    if let more = end.more { pages.more = (more, place) } else { pages.isEnded = true }
    if end.isLast { pages.hasLast = true }
    if let total = end.total, total.count > pages.total?.count ?? 0 { pages.total = (total.name, total.count, place) }
    byList[list] = pages
  }

  /// One for each list of which a part is missing.
  var warnings: [Diagnostic] {
    byList.sorted { $0.key < $1.key }.compactMap { list, pages in
      if let more = pages.more {
        return pages.isEnded ? nil : Self.warning("'\(more.name)' says that more pages follow", list, pages, more.place)
      }
      guard !pages.hasLast, let total = pages.total, total.count > pages.elements else { return nil }
      return Self.warning("'\(total.name)' says that there are \(total.count) in all", list, pages, total.place)
    }
  }

  private static func warning(_ seen: String, _ list: String, _ pages: Pages, _ place: SourcePosition) -> Diagnostic {
    Diagnostic(
      "import.more-pages", "\(seen); '\(list)' held \(pages.elements) so far", at: place,
      cure: "Import the other pages, too, together or one after another: contacts count once.")
  }
}
