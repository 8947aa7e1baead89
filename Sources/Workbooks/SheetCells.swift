internal import Tables

/// Reads a sheet row by row, its cells as text.
final class SheetCells: PartHandler {
  /// Takes a row, counted from 1. Its cells end with the last that says something; rows of nothing are left out.
  typealias Row = (_ number: Int, _ cells: [String]) throws(Diagnostic) -> Void

  private let texts: [String]
  private let formats: [NumberFormat]
  private let firstDay: Int
  private let file: String
  private let take: Row

  private var cells: [String] = []
  private var row = 0
  private var column = 0
  private var type = ""
  private var format = NumberFormat.number
  private var value = ""
  private var hasValue = false
  private var hasFormula = false
  private var isText = false
  private var depthOfSound = 0

  private(set) var hiddenRows = 0
  /// The first cell whose formula was never worked out, and how many there are.
  private(set) var unknown: (first: SourcePosition, count: Int)?

  /// As many as a sheet can have.
  private static let (mostRows, mostColumns) = (1_048_576, 16_384)
  /// A cell holds at most 32,767 characters.
  private static let longestCell = 1 << 18

  init(
    file: String, texts: [String], formats: [NumberFormat], firstDay: Int, take: @escaping Row
  ) {
    self.file = file
    self.texts = texts
    self.formats = formats
    self.firstDay = firstDay
    self.take = take
  }

  private var place: SourcePosition { SourcePosition(file: file, row: row, column: column) }

  func begin(_ name: Substring, _ attributes: [String: String]) throws(Diagnostic) {
    switch name {
    case "c": try beginCell(attributes)
    case "v": isText = true
    case "t": isText = depthOfSound == 0
    case "f": hasFormula = true
    case "row":
      let next = attributes["r"].flatMap { Int($0) } ?? row + 1
      guard next > row, next <= Self.mostRows else { throw strange("row \(next) after row \(row)") }
      row = next
      column = 0
      cells.removeAll(keepingCapacity: true)
      if ["1", "true"].contains(attributes["hidden"] ?? "") { hiddenRows += 1 }
    case "rPh": depthOfSound += 1
    default: break
    }
  }

  private func beginCell(_ attributes: [String: String]) throws(Diagnostic) {
    let next =
      try attributes["r"].map { (reference) throws(Diagnostic) in try number(ofColumn: reference) } ?? column + 1
    guard next > column, next <= Self.mostColumns else { throw strange("a cell in column \(next) after \(column)") }
    column = next
    type = attributes["t"] ?? "n"
    let style = attributes["s"].flatMap { Int($0) } ?? 0
    format = formats.indices.contains(style) ? formats[style] : .number
    value.removeAll(keepingCapacity: true)
    hasValue = false
    hasFormula = false
  }

  /// `AB12` = 28.
  private func number(ofColumn reference: String) throws(Diagnostic) -> Int {
    var number = 0
    for byte in reference.utf8 {
      guard (65...90).contains(byte) else { break }
      number = number * 26 + Int(byte) - 64
      guard number <= Self.mostColumns else { break }
    }
    guard number > 0 else { throw strange("a cell called '\(reference.prefix(20))'") }
    return number
  }

  func text(_ piece: String) throws(Diagnostic) {
    guard isText else { return }
    value += piece
    hasValue = true
    guard value.utf8.count <= Self.longestCell else { throw strange("a cell of more than \(Self.longestCell) bytes") }
  }

  func end(_ name: Substring) throws(Diagnostic) {
    switch name {
    case "v", "t": isText = false
    case "rPh": depthOfSound -= 1
    case "c": try endCell()
    case "row": if !cells.isEmpty { try take(row, cells) }
    default: break
    }
  }

  private func endCell() throws(Diagnostic) {
    if hasFormula, !hasValue, type == "n" { unknown = (unknown?.first ?? place, (unknown?.count ?? 0) + 1) }
    let text = try shown()
    guard !text.isEmpty else { return }
    while cells.count < column - 1 { cells.append("") }
    cells.append(text)
  }

  private func shown() throws(Diagnostic) -> String {
    switch type {
    case "s":
      guard hasValue else { return "" }
      guard let index = Int(value), texts.indices.contains(index) else { throw strange("text '\(value.prefix(20))'") }
      return texts[index]
    case "b": return value == "1" ? "true" : value == "0" ? "false" : value
    case "n": return value.isEmpty ? "" : format.text(value, firstDay: firstDay)
    // A date as ISO 8601 writes it.
    case "d": return value.hasSuffix("T00:00:00") ? String(value.prefix(10)) : value
    default: return unescaped(value)
    }
  }

  private func strange(_ what: String) -> Diagnostic {
    Diagnostic(
      "workbook.damaged", "the sheet holds \(what), which no sheet can", at: place,
      cure: "Save it anew with Excel or LibreOffice, or as CSV.")
  }
}
