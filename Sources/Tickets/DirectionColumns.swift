internal import Tables

/// The columns that say who started a contact.
enum DirectionColumns {
  /// Those that are named so, whatever their words are; else those whose words say it.
  static func find(in sample: TableSample) -> [Int] {
    let named = TicketWords.direction.candidates(in: sample.header)
    let likely = TicketWords.likelyDirection.candidates(in: sample.header)
    // One that is empty so far may get some.
    let saying = likely.filter { sample.values($0).isEmpty || !known($0, in: sample).isEmpty }
    let found = named + saying
    if !found.isEmpty { return found }
    return TicketWords.kind.candidates(in: sample.header).filter { column in
      let words = known(column, in: sample)
      return words.count * 2 > sample.values(column).count && words.contains(.inbound)
    }
  }

  /// The directions that cells of a column name, those of unknown words apart.
  private static func known(_ column: Int, in sample: TableSample) -> [Direction] {
    sample.values(column).compactMap { value in
      DirectionWords.direction(String(decoding: value, as: UTF8.self)).flatMap { $0 == .unknown ? nil : $0 }
    }
  }
}
