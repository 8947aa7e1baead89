/// A strict reading of a page: every tag closed in order, every attribute quoted, text without bare markup. Small on
/// purpose, and independent of how the page is written.
struct MarkupReader {
  struct Tag {
    var name: String
    var attributes: [String: String]
  }

  /// Every opening tag, in order.
  private(set) var tags: [Tag] = []
  /// What is wrong, with where.
  private(set) var faults: [String] = []
  /// The text outside tags, scripts and styles, with entities resolved.
  private(set) var text = ""
  /// The raw content of each script and style, in order.
  private(set) var raw: [String] = []

  private static let void: Set<String> = ["meta", "br", "hr", "img", "input", "link"]

  init(_ page: String) {
    let bytes = Array(page.utf8)
    var open: [String] = []
    var place = 0
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func find(_ text: String, from start: Int) -> Int? {
      let needle = Array(text.utf8)
      guard start + needle.count <= bytes.count else { return nil }
      return (start...bytes.count - needle.count).first {
        bytes[$0] == needle[0] && Array(bytes[$0..<$0 + needle.count]) == needle
      }
    }
    var plain: [UInt8] = []
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        if bytes[place] == UInt8(ascii: ">") { faults.append("a bare > at byte \(place)") }
        plain.append(bytes[place])
        place += 1
        continue
      }
      if bytes[place...].starts(with: "<!doctype html>".utf8) {
        place += 15
        continue
      }
      guard let end = Self.endOfTag(bytes, from: place) else {
        faults.append("a tag without an end at byte \(place)")
        break
      }
      var inside = string(place + 1..<end)
      place = end + 1
      if inside.hasPrefix("/") {
        let name = String(inside.dropFirst())
        if open.last == name { open.removeLast() } else { faults.append("</\(name)> inside \(open.suffix(4))") }
        continue
      }
      let isClosed = inside.hasSuffix("/")
      if isClosed { inside.removeLast() }
      let tag = Self.tag(inside, faults: &faults)
      tags.append(tag)
      if Self.void.contains(tag.name) || isClosed { continue }
      if tag.name == "script" || tag.name == "style" {
        guard let close = find("</\(tag.name)>", from: place) else {
          faults.append("<\(tag.name)> without an end")
          break
        }
        raw.append(string(place..<close))
        place = close + tag.name.utf8.count + 3
        continue
      }
      open.append(tag.name)
    }
    if !open.isEmpty { faults.append("left open: \(open)") }
    text = Self.resolved(String(decoding: plain, as: UTF8.self), faults: &faults)
  }

  private static func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
    var quoted = false
    for place in start + 1..<bytes.count {
      if bytes[place] == UInt8(ascii: "\"") { quoted.toggle() }
      if !quoted, bytes[place] == UInt8(ascii: ">") { return place }
      if !quoted, bytes[place] == UInt8(ascii: "<") { return nil }
    }
    return nil
  }

  private static func tag(_ text: String, faults: inout [String]) -> Tag {
    let name = String(text.prefix { !$0.isWhitespace })
    if !name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) || name.isEmpty {
      faults.append("a tag named '\(name)'")
    }
    var attributes: [String: String] = [:]
    var rest = text.dropFirst(name.count).drop { $0.isWhitespace }
    while !rest.isEmpty {
      let key = String(rest.prefix { $0 != "=" && !$0.isWhitespace })
      rest = rest.dropFirst(key.count)
      var value = ""
      if rest.first == "=" {
        rest = rest.dropFirst()
        if rest.first != "\"" { faults.append("\(key) of <\(name)> isn't quoted") }
        rest = rest.dropFirst()
        let quoted = rest.prefix { $0 != "\"" }
        value = resolved(String(quoted), faults: &faults)
        rest = rest.dropFirst(quoted.count + 1)
      }
      if attributes[key] != nil { faults.append("\(key) twice in <\(name)>") }
      attributes[key] = value
      rest = rest.drop { $0.isWhitespace }
    }
    return Tag(name: name, attributes: attributes)
  }

  private static func resolved(_ text: String, faults: inout [String]) -> String {
    let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
    var parts = text.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts.removeFirst())
    for part in parts {
      let name = part.prefix { $0 != ";" }
      guard let character = entities[String(name)], name.count < part.count else {
        faults.append("a bare & before '\(part.prefix(12))'")
        continue
      }
      result += character + part.dropFirst(name.count + 1)
    }
    return result
  }
}
