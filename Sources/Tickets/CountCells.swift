internal import Tables

/// Reads the numbers of a count file's records.
struct CountCells {
  private let columns: CountColumns
  private let numbers: CountNumbers
  private let marks: [DecimalMark]
  private var records = 0
  /// Records with more contacts answered than offered, which happens where calls wait into the next interval.
  private var overfull: (count: Int, first: Diagnostic)?
  /// Records with more contacts than any interval has.
  private var huge: (count: Int, first: Diagnostic)?
  /// So many contacts in an interval are more likely a fault than true.
  private static let plausible = 100_000.0

  /// - Throws: `counts.thousands`.
  init(_ columns: CountColumns, in sample: TableSample, options: ImportOptions) throws(Diagnostic) {
    self.columns = columns
    numbers = try CountNumbers(
      [columns.contactsColumn, columns.furtherColumn, columns.handledColumn].compactMap { $0 }, in: sample,
      options: options)
    marks = TicketTable.decimalMarks(options, delimiter: sample.delimiter)
  }

  /// The contacts of a record; nil when the field holds no number.
  func contacts(_ reader: borrowing CSVReader) -> Double? {
    guard let contacts = numbers.value(columns.contactsColumn, of: reader) else { return nil }
    guard let further = columns.furtherColumn, !reader.isBlank(further) else { return contacts }
    return numbers.value(further, of: reader).flatMap { $0 >= 0 ? contacts + $0 : nil }
  }

  /// A record's count with its handle time: a total over those handled, else a mean.
  mutating func count(
    _ contacts: Double, _ reader: borrowing CSVReader, most: Double, _ tally: inout ImportTally
  ) -> Count {
    records += 1
    var count = Count(contacts: contacts)
    if contacts > (columns.start.isDaily ? 20 * Self.plausible : Self.plausible) {
      huge = (
        (huge?.count ?? 0) + 1,
        huge?.first
          ?? reader.badValue(
            columns.contactsColumn, code: "counts.huge",
            expected: "a likely count of contacts of one \(columns.start.isDaily ? "day" : "interval")")
      )
    }
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
    if let huge {
      var warning = huge.first
      warning.message += "; it was taken as it stands" + (huge.count > 1 ? ", and \(huge.count - 1) more" : "")
      warning.cure =
        "Check the row, and which column holds the contacts (--column contacts=…); rota import --undo takes it back."
      tally.warn(warning)
    }
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
