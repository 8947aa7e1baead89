internal import Tables

/// What is said about the ids of a table: tickets that come twice are found by them alone.
enum IdentityNotes {
  /// A note where no column holds ids, with the column that looks like one; or a warning where the ids repeat so often
  /// that they are none of a contact.
  ///
  /// - Parameter isStated: whether the planner named the column of the id.
  /// - Throws: `import.one-id` where nearly all rows share one: then nearly all contacts would be left out.
  static func note(
    of id: Int?, isStated: Bool, segment: Int?, in sample: TableSample
  ) throws(Diagnostic) -> Diagnostic? {
    guard !sample.rows.isEmpty else { return nil }
    if let id {
      guard segment == nil else { return nil }
      let (values, count) = sample.distinct(id)
      guard count >= 4, values * 2 <= count else { return nil }
      if count >= 20, values * 20 <= count, !isStated {
        throw Diagnostic(
          "import.one-id",
          "'\(sample.header.names[id])' has \(values) different value\(values == 1 ? "" : "s") in the first \(count) rows, "
            + "and rows that share an id count once: nearly all would be left out",
          at: SourcePosition(file: sample.file, row: sample.hasHeader ? 1 : nil, column: id + 1),
          cure:
            "Name the column of each contact's id (--column id=…); --column id=\(TimeColumns.quoted(sample.header.names[id])) "
            + "if that is the one. Where there is none, say --column id=none.")
      }
      return Diagnostic(
        "import.repeated-ids",
        "'\(sample.header.names[id])' has \(values) different values in the first \(count) rows: rows that share one "
          + "count once, as one contact",
        at: SourcePosition(file: sample.file, row: nil, column: id + 1),
        cure: "If each row is a contact, name the column of its id (--column id=…), or say --column id=none.",
        severity: .warning)
    }
    let names = sample.header.names
    let likely = names.indices.prefix(200).filter { looksLikeIDs(names[$0]) }
      .map { column in (column: column, distinct: sample.distinct(column)) }
      .filter { $0.distinct.of * 10 >= sample.rows.count * 9 }
    let unique = likely.first { $0.distinct.values == $0.distinct.of }
    let repeating = likely.first { $0.distinct.values < $0.distinct.of }
    let cure =
      if let unique {
        "'\(names[unique.column])' is another in every row: if it is the id, say "
          + "--column id=\(TimeColumns.quoted(names[unique.column]))."
      } else if let repeating {
        "'\(names[repeating.column])' repeats (\(repeating.distinct.values) values in the first "
          + "\(repeating.distinct.of) rows): if it is the id of a contact, say "
          + "--column id=\(TimeColumns.quoted(names[repeating.column]))."
      } else {
        "Export the id too, or make sure that each contact stands in the file once."
      }
    return Diagnostic(
      "import.no-ids", "no column holds ids: duplicates were not looked for", at: SourcePosition(file: sample.file),
      cure: cure)
  }

  static func looksLikeIDs(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let key = PlainText.key(name)
    return words.contains {
      ["id", "ids", "uid", "guid", "no", "nr", "number", "ref", "key", "reference"].contains($0)
    }
      || name.hasSuffix("Id") || name.hasSuffix("ID") || key == "callid" || key.hasSuffix("ticketid")
      || key.hasSuffix("number") || key.hasSuffix("nummer") || key.hasSuffix("uuid")
  }
}
