internal import Tables

/// Reads the numbers of a count file's records.
struct CountCells {
  private let columns: CountColumns
  private let numbers: CountNumbers
  private let marks: [DecimalMark]
  private var records = 0
  /// Records with more contacts answered than offered, which happens where calls wait into the next interval.
  private var overfull: (count: Int, first: Diagnostic)?

  /// - Throws: `counts.thousands`.
  init(_ columns: CountColumns, in sample: TableSample, options: ImportOptions) throws(Diagnostic) {
    self.columns = columns
    numbers = try CountNumbers(
      [columns.contactsColumn, columns.handledColumn].compactMap { $0 }, in: sample, options: options)
    marks = TicketTable.decimalMarks(options, delimiter: sample.delimiter)
  }

  /// The contacts of a record; nil when the field holds no number.
  func contacts(_ reader: borrowing CSVReader) -> Double? { numbers.value(columns.contactsColumn, of: reader) }

  /// A record's count with its handle time: a total over those handled, else a mean.
  mutating func count(
    _ contacts: Double, _ reader: borrowing CSVReader, most: Double, _ tally: inout ImportTally
  ) -> Count {
    records += 1
    var count = Count(contacts: contacts)
    let handled = columns.handledColumn.flatMap { numbers.value($0, of: reader) } ?? contacts
    guard handled > 0, handled <= most else { return count }
    if let handledColumn = columns.handledColumn, handled > contacts {
      overfull = (
        (overfull?.count ?? 0) + 1,
        overfull?.first
          ?? reader.badValue(
            handledColumn, code: "counts.more-answered",
            expected: "plausible: \(CountText.text(contacts)) contacts were offered")
      )
    }
    if let total = columns.total, let seconds = seconds(total, reader), seconds > 0, seconds <= 1e15 {
      count.timedContacts = handled
      count.handleSeconds = seconds
    } else if let mean = columns.mean, !reader.isBlank(mean.column) {
      guard let seconds = seconds(mean, reader), seconds >= 0, seconds <= HandleTime.longest else {
        tally.refuseHandleTime(mean.fault(reader))
        return count
      }
      if seconds > 0 {
        count.timedContacts = handled
        count.handleSeconds = handled * seconds
      }
    }
    return count
  }

  /// What there is to say at the end of a file: more answered than offered in most of the rows is a wrong column, or
  /// marks that were misread.
  func report(file: String, _ tally: inout ImportTally) {
    guard let overfull, overfull.count * 2 > records else { return }
    var warning = overfull.first
    warning.message += "; so in \(overfull.count) of \(records) rows"
    warning.cure = "Check which column holds the contacts offered (--column contacts=…), and the decimal mark."
    tally.warn(warning)
  }

  private func seconds(_ duration: DurationColumn, _ reader: borrowing CSVReader) -> Double? {
    reader.withBytes(duration.column) {
      HandleTime.seconds($0, unit: duration.unit, firstOfTwo: duration.firstOfTwo, marks: marks)
    }
  }
}
