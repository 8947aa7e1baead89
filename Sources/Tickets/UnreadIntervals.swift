internal import Tables

/// Tells counts by interval whose intervals cannot be read from counts by day.
enum UnreadIntervals {
  /// What to say where several rows of one date, and of the same queue, have other cells in a column that is called as
  /// times of day are; nil for counts by day.
  /// - Parameter parts: the columns that tell queues, channels, groups and languages apart.
  static func fault(date: Int, parts: [Int], in sample: TableSample) -> Diagnostic? {
    let names = sample.header.names
    let columns = names.indices.prefix(200).filter {
      $0 != date && !parts.contains($0) && TicketWords.clock.knows(names[$0])
    }
    for column in columns {
      var first: [[[UInt8]]: [UInt8]] = [:]
      for (index, row) in sample.rows.enumerated() where column < row.count && !row[column].isEmpty {
        let key = ([date] + parts).map { $0 < row.count ? row[$0] : [] }
        guard let day = key.first, !day.isEmpty else { continue }
        guard let known = first[key] else {
          first[key] = row[column]
          continue
        }
        if known != row[column] { return fault(column, at: index, day: day, cells: (known, row[column]), in: sample) }
      }
    }
    return nil
  }

  private static func fault(
    _ column: Int, at index: Int, day: [UInt8], cells: ([UInt8], [UInt8]), in sample: TableSample
  ) -> Diagnostic {
    let name = sample.header.names[column]
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(40), as: UTF8.self) }
    return Diagnostic(
      "counts.interval-unread",
      "several rows are of the date \(text(day)), with '\(text(cells.0))' and '\(text(cells.1))' in the column '\(name)', "
        + "which are no times that can be read",
      at: SourcePosition(file: sample.file, row: index + (sample.hasHeader ? 2 : 1), column: column + 1),
      cure:
        "Write the column as 09:00 or 09:00 - 09:30. If each row counts a whole day, remove the column, or name the one "
        + "that tells the rows apart (--column queue=\(TimeColumns.quoted(name))).")
  }
}
