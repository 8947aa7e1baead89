internal import Tables

/// Names of a workbook's sheets, and where each lies.
final class SheetList: PartHandler {
  struct Sheet: Hashable {
    var name: String
    var isHidden: Bool
    var relation: String
  }

  private(set) var sheets: [Sheet] = []
  /// Whether days are counted from 1904, as old Macintosh programs do.
  private(set) var countsFrom1904 = false

  func begin(_ name: Substring, _ attributes: [String: String]) throws(Diagnostic) {
    switch name {
    case "workbookPr":
      countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case "sheet":
      guard let title = attributes["name"], let relation = attributes.value("id") else { return }
      sheets.append(
        Sheet(name: title, isHidden: attributes["state"].map { $0 != "visible" } ?? false, relation: relation))
    default: break
    }
  }
  func text(_ piece: String) throws(Diagnostic) {}
  func end(_ name: Substring) throws(Diagnostic) {}
}

/// Which part is meant by each id.
final class Relations: PartHandler {
  struct Target: Hashable {
    var path: String
    /// The last word of its type: `worksheet`.
    var kind: Substring
  }

  private(set) var targets: [String: Target] = [:]
  /// The folder of the part whose relations they are, without a slash at its end.
  private let folder: Substring

  init(in folder: Substring) { self.folder = folder }

  func begin(_ name: Substring, _ attributes: [String: String]) throws(Diagnostic) {
    guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
      attributes["TargetMode"] != "External"
    else { return }
    targets[id] = Target(
      path: path(of: target), kind: attributes["Type"]?.split(separator: "/").last ?? "")
  }
  func text(_ piece: String) throws(Diagnostic) {}
  func end(_ name: Substring) throws(Diagnostic) {}

  private func path(of target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts = folder.split(separator: "/")
    for part in target.split(separator: "/") {
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

/// The texts that cells share.
final class SharedTexts: PartHandler {
  private(set) var texts: [String] = []
  private var current = ""
  private var isText = false
  /// Inside how to pronounce it.
  private var depthOfSound = 0
  private var bytes = 0
  private let file: String
  /// Of all texts together: what a million rows of short ones have, many times over.
  private static let mostBytes = 128 << 20

  init(file: String) { self.file = file }

  func begin(_ name: Substring, _ attributes: [String: String]) throws(Diagnostic) {
    switch name {
    case "si": current = ""
    case "rPh": depthOfSound += 1
    case "t": isText = depthOfSound == 0
    default: break
    }
  }

  func text(_ piece: String) throws(Diagnostic) {
    guard isText else { return }
    current += piece
    bytes += piece.utf8.count
    guard bytes <= Self.mostBytes else {
      throw Diagnostic(
        "workbook.too-large", "the workbook's texts are longer than 128 MB", at: SourcePosition(file: file),
        cure: "Save the sheet as CSV (UTF-8) in the spreadsheet program.")
    }
  }

  func end(_ name: Substring) throws(Diagnostic) {
    switch name {
    case "si":
      bytes += MemoryLayout<String>.stride
      texts.append(unescaped(current))
    case "rPh": depthOfSound -= 1
    case "t": isText = false
    default: break
    }
  }
}

/// How cells show their numbers, by the number of their style.
final class CellFormats: PartHandler {
  private(set) var formats: [NumberFormat] = []
  private var codes: [Int: NumberFormat] = [:]
  private var isOfCells = false

  func begin(_ name: Substring, _ attributes: [String: String]) throws(Diagnostic) {
    func id() -> Int { attributes["numFmtId"].flatMap { Int($0) } ?? 0 }
    switch name {
    case "numFmt": if let code = attributes["formatCode"] { codes[id()] = NumberFormat(code: code) }
    case "cellXfs": isOfCells = true
    case "xf" where isOfCells: formats.append(codes[id()] ?? NumberFormat(builtIn: id()))
    default: break
    }
  }
  func text(_ piece: String) throws(Diagnostic) {}
  func end(_ name: Substring) throws(Diagnostic) { if name == "cellXfs" { isOfCells = false } }
}

/// With what XML can't hold, and what only looked like it, as they were: `_x000A_`, `_x005F_`.
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
  return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
    guard let value = UInt32(match.output.1, radix: 16), let scalar = Unicode.Scalar(value) else {
      return String(match.output.0)
    }
    return String(Character(scalar))
  }
}

extension [String: String] {
  /// Of an attribute, whatever its prefix is.
  func value(_ name: String) -> String? {
    self[name] ?? first { $0.key.split(separator: ":").last.map { $0 == name } ?? false }?.value
  }
}
