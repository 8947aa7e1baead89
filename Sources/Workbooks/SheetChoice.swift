public import Tables

/// Which sheet of a workbook is read.
public struct SheetChoice: Hashable, Sendable {
  private let named: String?
  private let preferred: String?

  /// - Parameters:
  ///   - named: this one and no other.
  ///   - preferred: this one where there is one.
  public init(named: String? = nil, preferred: String? = nil) {
    self.named = named
    self.preferred = preferred
  }

  /// Writes the sheet as CSV, in pieces: the one that is asked for, or the first that is neither hidden nor empty.
  /// - Returns: what might surprise, among it that there are other sheets.
  /// - Throws: `workbook.no-sheet` where there is none that is meant; what reading and `write` throw.
  public func write(
    _ workbook: Workbook, file: String, into write: ([UInt8]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [Diagnostic] {
    let asked = named ?? preferred.flatMap { Self.sheet($0, of: workbook)?.name }
    if let asked {
      guard let sheet = Self.sheet(asked, of: workbook) else {
        throw Diagnostic(
          "workbook.no-sheet", "there is no sheet '\(asked)'", at: SourcePosition(file: file),
          cure: "There are \(Self.list(workbook.sheets)).")
      }
      return try table(of: sheet, workbook, into: write).notes
    }
    let shown = workbook.sheets.filter { !$0.isHidden }
    for sheet in shown {
      let (isEmpty, notes) = try table(of: sheet, workbook, into: write)
      guard !isEmpty else { continue }
      guard shown.count > 1 else { return notes }
      return [
        Diagnostic(
          "workbook.sheet", "the sheet '\(sheet.name)' is read", at: SourcePosition(file: file),
          cure: "There are also \(Self.list(shown.filter { $0 != sheet })): --sheet NAME reads another.",
          severity: .note)
      ] + notes
    }
    throw Diagnostic(
      "workbook.no-sheet", "the workbook has no sheet with anything on it", at: SourcePosition(file: file),
      cure: workbook.sheets.isEmpty
        ? "Save it anew with Excel or LibreOffice, or as CSV."
        : "Name a hidden one with --sheet: \(Self.list(workbook.sheets)).")
  }

  private func table(
    of sheet: Workbook.Sheet, _ workbook: Workbook, into write: ([UInt8]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> (isEmpty: Bool, notes: [Diagnostic]) {
    var table = SheetTable()
    let notes = try workbook.eachRow(of: sheet) { (number, cells) throws(Diagnostic) in
      table.append(number, cells)
      let piece = table.taken(atLeast: 1 << 16)
      if !piece.isEmpty { try write(piece) }
    }
    let isEmpty = table.isEmpty
    try write(table.rest())
    return (isEmpty, notes)
  }

  /// As it is written, else whatever its letters' case.
  private static func sheet(_ name: String, of workbook: Workbook) -> Workbook.Sheet? {
    workbook.sheets.first { $0.name == name }
      ?? workbook.sheets.first { $0.name.lowercased() == name.lowercased() }
  }

  private static func list(_ sheets: [Workbook.Sheet]) -> String {
    let names = sheets.prefix(10).map { "'\($0.name)'" }.joined(separator: ", ")
    return sheets.count > 10 ? "\(names) and \(sheets.count - 10) more" : names
  }
}
