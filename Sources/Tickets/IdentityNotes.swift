internal import Tables

/// What is said about the ids of a table: tickets that come twice are found by them alone.
enum IdentityNotes {
  /// A note where no column holds ids, with the column that looks like one; or where the ids repeat so often that they
  /// are none of a contact.
  static func note(of id: Int?, segment: Int?, in sample: TableSample) -> Diagnostic? {
    guard !sample.rows.isEmpty else { return nil }
    if let id {
      guard segment == nil else { return nil }
      let (values, count) = sample.distinct(id)
      guard count >= 4, values * 2 <= count else { return nil }
      return Diagnostic(
        "import.repeated-ids",
        "'\(sample.header.names[id])' has \(values) different values in the first \(count) rows: rows that share one "
          + "count once, as one contact",
        at: SourcePosition(file: sample.file, row: nil, column: id + 1),
        cure: "If each row is a contact, name the column of its id (--column id=…).")
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

  private static func looksLikeIDs(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let key = PlainText.key(name)
    return words.contains {
      ["id", "ids", "uid", "guid", "no", "nr", "number", "ref", "key", "reference"].contains($0)
    }
      || name.hasSuffix("Id") || name.hasSuffix("ID") || key == "callid" || key.hasSuffix("ticketid")
      || key.hasSuffix("number") || key.hasSuffix("nummer") || key.hasSuffix("uuid")
  }
}
