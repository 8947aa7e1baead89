internal import Calendars
internal import Tables

/// Finds members that hold times in JSON whose own member for the creation has an unknown name or place.
struct JSONTimePaths {
  /// A member that holds a time.
  struct Found: Hashable {
    /// From a ticket's own object on.
    var path: [String]
    /// How much of the path leads to the first list that it goes through; nil where it goes through none.
    var list: Int?

    var text: String { path.joined(separator: ".") }
    fileprivate var name: String { path.last ?? "" }
  }

  /// In the order in which they come.
  private(set) var found: [Found] = []
  /// Whether the first object has an id, as a ticket has.
  private let isTicket: Bool
  private let entersPages: Bool
  private static let deepest = 8

  /// - Parameters:
  ///   - head: the beginning of the file.
  ///   - entersPages: whether the paths of a page's tickets begin at these.
  init(_ head: [UInt8], entersPages: Bool = true) {
    self.entersPages = entersPages
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
    isTicket = Self.hasID(text.span)
    var scanner = JSONScanner()
    walk(text.span, &scanner, Found(path: []), depth: 0)
  }

  /// The likeliest: one whose name speaks of a beginning, else the first. In an object without an id one in a list is
  /// likelier, in one with an id, a ticket, one of its own.
  var likeliest: Found? {
    let own = found.filter { ($0.list == nil) == isTicket }
    let likely = own.isEmpty ? found : own
    return likely.first { found in
      let name = PlainText.key(found.name)
      return ["creat", "open", "start", "receiv", "submit", "arriv", "begin"].contains { name.contains($0) }
    } ?? likely.first
  }

  private static func hasID(_ bytes: Span<UInt8>) -> Bool {
    var scanner = JSONScanner()
    var isFirst = true
    guard scanner.isNext(bytes, UInt8(ascii: "{")), scanner.enterObject(bytes) else { return false }
    while let key = scanner.key(bytes, isFirst: &isFirst) {
      let name = String(decoding: JSONScanner.text(bytes, key), as: UTF8.self)
      if JSONPaths.purpose(of: name) == .id, scanner.scalar(bytes) != nil { return true }
      scanner.skip(bytes)
    }
    return false
  }

  private mutating func walk(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner, _ place: Found, depth: Int) {
    guard depth <= Self.deepest, !scanner.failed, found.count < 20 else { return scanner.skip(bytes) }
    var isFirst = true
    if scanner.isNext(bytes, UInt8(ascii: "{")) {
      guard scanner.enterObject(bytes) else { return }
      while let key = scanner.key(bytes, isFirst: &isFirst) {
        var member = place
        member.path.append(String(decoding: JSONScanner.text(bytes, key), as: UTF8.self))
        walk(bytes, &scanner, member, depth: depth + 1)
      }
    } else if scanner.isNext(bytes, UInt8(ascii: "[")) {
      guard scanner.enterArray(bytes) else { return }
      var element = place
      if place.path.isEmpty || entersPages && JSONPage.isOne(place.path, isNested: !isTicket) {
        // The tickets of a page: their paths begin anew.
        element = Found(path: [])
      } else {
        element.list = place.list ?? place.path.count
      }
      while scanner.element(bytes, isFirst: &isFirst) { walk(bytes, &scanner, element, depth: depth + 1) }
    } else if scanner.isNext(bytes, UInt8(ascii: "\"")) {
      guard let value = scanner.string(bytes), !place.path.isEmpty, !found.contains(place),
        DateOrder.allCases.contains(where: { order in
          TimeReader(dateOrder: order).read(bytes.extracting(value)) != nil
        })
      else { return }
      found.append(place)
    } else {
      scanner.skip(bytes)
    }
  }
}

extension JSONTimePaths.Found {
  /// What to do where these are the times of the tickets.
  func cure(file: String) -> String {
    guard let list, list > 0 else {
      return "'\(text)' holds times: if these are the ones, say --column created=\(TimeColumns.quoted(text))."
    }
    var cure =
      "'\(path[..<list].joined(separator: "."))' is a list whose objects hold times ('\(path[list...].joined(separator: "."))'): "
      + "if they are the tickets, write one a line (\(Self.command(path, list: list, file: file))) and import that file"
    if JSONPaths.purpose(of: path.last ?? "") != .created {
      cure += ", with --column created=\(TimeColumns.quoted(path.last ?? ""))"
    }
    return cure + "."
  }

  /// The command that writes the objects of a list one a line.
  /// - Parameters:
  ///   - path: of a member of these objects.
  ///   - list: how much of it leads to the list.
  static func command(_ path: [String], list: Int, file: String) -> String {
    let names = path.dropLast().enumerated().map { place, name in
      let isPlain = name.utf8.allSatisfy { $0 == 0x5F || (48...57).contains($0) || (97...122).contains($0 | 0x20) }
      let text = isPlain && name.first?.isNumber == false ? ".\(name)" : "\(place == 0 ? "." : "")[\"\(name)\"]"
      return place == list - 1 ? text + "[]" : text
    }
    return "jq -c '\(names.joined())' \(TimeColumns.quoted(file)) > tickets.ndjson"
  }
}
