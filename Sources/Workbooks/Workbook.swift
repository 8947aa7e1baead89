internal import Packing
public import Tables

/// A workbook of Excel's (`.xlsx`), whichever program wrote it, read as tables of text.
///
/// Cells say what the spreadsheet shows, with dates and times as ISO 8601 has them: `2026-11-30`, `2026-11-30 09:00:00`,
/// `09:00`. Formulas count by the value that was saved with them; nothing is ever worked out or run.
/// - SeeAlso: ECMA-376, part 1, 18.
public struct Workbook {
  public struct Sheet: Hashable, Sendable {
    public let name: String
    public let isHidden: Bool
    let part: String
  }

  /// In the workbook's order; charts left out.
  public let sheets: [Sheet]
  private let part: Part
  private let file: String
  private let firstDay: Int
  private let texts: [String]
  private let formats: [NumberFormat]

  /// A part by its path, unpacked; nil where there is none.
  public typealias Part = (_ path: String) throws(Diagnostic) -> ByteStream?

  /// - Throws: `file.packed` where it is no sound archive, `workbook.damaged`, `workbook.too-large`.
  public init(_ bytes: [UInt8], name file: String) throws(Diagnostic) {
    let archive = try ZipDirectory(bytes, name: file)
    try self.init(name: file) { (path) throws(Diagnostic) in try archive.stream(of: path) }
  }

  /// A workbook whose parts are unpacked elsewhere.
  public init(name file: String, part: @escaping Part) throws(Diagnostic) {
    self.file = file
    self.part = part
    func read(_ path: String, _ handler: some PartHandler) throws(Diagnostic) -> Bool {
      guard let content = try part(path) else { return false }
      try PartReader.read(content, named: path, into: handler)
      return true
    }
    let roots = Relations(in: "")
    _ = try read("_rels/.rels", roots)
    let book = roots.targets.values.first { $0.kind == "officeDocument" }?.path ?? "xl/workbook.xml"
    let list = SheetList()
    guard try read(book, list) else { throw PartReader.damaged(file, book, "it isn't there") }
    let folder = book.lastIndex(of: "/").map { book[..<$0] } ?? ""
    let relations = Relations(in: folder)
    _ = try read("\(folder)/_rels/\(book.split(separator: "/").last ?? "").rels", relations)
    sheets = list.sheets.compactMap { sheet in
      guard let target = relations.targets[sheet.relation], target.kind == "worksheet" else { return nil }
      return Sheet(name: sheet.name, isHidden: sheet.isHidden, part: target.path)
    }
    func path(of kind: Substring) -> String? { relations.targets.values.first { $0.kind == kind }?.path }
    let (shared, styles) = (SharedTexts(file: file), CellFormats())
    if let path = path(of: "sharedStrings") { _ = try read(path, shared) }
    if let path = path(of: "styles") { _ = try read(path, styles) }
    texts = shared.texts
    formats = styles.formats
    firstDay = list.countsFrom1904 ? NumberFormat.macintoshEpoch : NumberFormat.excelEpoch
  }

  /// Gives the sheet's rows that say something, counted from 1, each to its last cell that does.
  /// - Returns: what might surprise: hidden rows, formulas without a value.
  /// - Throws: `workbook.damaged`, `file.packed`, what `take` throws.
  /// - Complexity: one pass; memory for a row.
  public func eachRow(
    of sheet: Sheet, _ take: (_ number: Int, _ cells: [String]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [Diagnostic] {
    guard let content = try part(sheet.part) else {
      throw PartReader.damaged(file, sheet.part, "it isn't there")
    }
    let notes: Result<[Diagnostic], Diagnostic> = withoutActuallyEscaping(take) { take in
      let cells = SheetCells(file: file, texts: texts, formats: formats, firstDay: firstDay, take: take)
      do throws(Diagnostic) {
        try PartReader.read(content, named: sheet.part, into: cells)
        return .success(self.notes(cells))
      } catch { return .failure(error) }
    }
    return try notes.get()
  }

  private func notes(_ cells: SheetCells) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if let (first, count) = cells.unknown {
      notes.append(
        Diagnostic(
          "workbook.no-value",
          "\(count == 1 ? "a formula has" : "\(count) formulas have") no value saved, and read as empty", at: first,
          cure: "Open the workbook in Excel or LibreOffice and save it.", severity: .warning))
    }
    if cells.hiddenRows > 0 {
      notes.append(
        Diagnostic(
          "workbook.hidden",
          "\(cells.hiddenRows == 1 ? "a hidden row was" : "\(cells.hiddenRows) hidden rows were") read like the others",
          at: SourcePosition(file: file), cure: "Delete what a filter hides if it isn't meant.", severity: .note))
    }
    return notes
  }
}
