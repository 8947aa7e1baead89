public import Tables

/// Reads the sectioned text of the public staff scheduling benchmarks (Curtois & Qu 2014): `SECTION_…` headings, `#`
/// comments, one record a line with fields parted by commas. The horizon starts on a Monday.
///
/// - Parameter file: the file as the user named it, for messages.
/// - Throws: `roster-file.…` with the row and the field in which something is wrong.
public func readRosterInstance(_ text: String, file: String) throws(Diagnostic) -> RosterInstance {
  var reader = SectionReader(file: file)
  for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
    try reader.read(line.trimmed, row: index + 1)
  }
  return try reader.finish()
}

/// What has been read so far.
struct SectionReader {
  private enum Section: String {
    case horizon = "SECTION_HORIZON"
    case shifts = "SECTION_SHIFTS"
    case staff = "SECTION_STAFF"
    case daysOff = "SECTION_DAYS_OFF"
    case shiftOn = "SECTION_SHIFT_ON_REQUESTS"
    case shiftOff = "SECTION_SHIFT_OFF_REQUESTS"
    case cover = "SECTION_COVER"
  }

  private let file: String
  private var section: Section?
  private var row = 0
  private var days: Int?
  private var shifts: [RosterInstance.ShiftType] = []
  /// The follower names of each shift; known only when all shifts have been read.
  private var followers: [(row: Int, names: [Substring])] = []
  private var people: [RosterInstance.Member] = []
  private var cover: [RosterInstance.Cover] = []
  private var shiftNumbers: [Substring: Int] = [:]
  private var personNumbers: [Substring: Int] = [:]
  private var covered: Set<[Int]> = []

  init(file: String) { self.file = file }

  mutating func read(_ line: Substring, row: Int) throws(Diagnostic) {
    self.row = row
    if line.isEmpty || line.hasPrefix("#") { return }
    if line.hasPrefix("SECTION_") {
      guard let next = Section(rawValue: String(line)) else {
        throw fault("section", "'\(line)' isn't a section of a roster file", "Remove the section or correct its name.")
      }
      section = next
      return
    }
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    switch section {
    case nil:
      throw fault("no-section", "a record stands before the first section", "Start the file with SECTION_HORIZON.")
    case .horizon:
      let value = try number(fields, 0, "days of the horizon", in: 1...3660)
      guard days == nil else { throw fault("horizon-twice", "the horizon is given twice", "Keep one line.") }
      days = value
    case .shifts: try readShift(fields)
    case .staff: try readPerson(fields)
    case .daysOff:
      let person = try self.person(fields)
      for index in fields.indices.dropFirst() {
        if index == fields.count - 1, fields[index].isEmpty { continue }
        people[person].fixedDaysOff.append(try day(fields, index))
      }
    case .shiftOn: try readWish(fields, .on)
    case .shiftOff: try readWish(fields, .off)
    case .cover:
      let cover = RosterInstance.Cover(
        day: try day(fields, 0), shift: try shift(fields, 1),
        required: try number(fields, 2, "people required", in: 0...100_000),
        underPrice: try number(fields, 3, "price of a missing person", in: 0...1_000_000),
        overPrice: try number(fields, 4, "price of a surplus person", in: 0...1_000_000))
      guard covered.insert([cover.day, cover.shift]).inserted else {
        throw fault("cover-twice", "day \(cover.day) has this shift twice", "Keep one line a day and shift.")
      }
      self.cover.append(cover)
    }
  }

  consuming func finish() throws(Diagnostic) -> RosterInstance {
    guard let days else { throw missing(.horizon) }
    guard !shifts.isEmpty else { throw missing(.shifts) }
    guard !people.isEmpty else { throw missing(.staff) }
    return RosterInstance(days: days, shifts: shifts, people: people, cover: cover)
  }

  private mutating func readShift(_ fields: [Substring]) throws(Diagnostic) {
    guard people.isEmpty else {
      throw fault("late-shift", "a shift stands after the first person", "Put SECTION_SHIFTS before SECTION_STAFF.")
    }
    let name = fields[0]
    guard !name.isEmpty, shiftNumbers[name] == nil else {
      throw fault("shift-name", "the shift name '\(name)' is empty or used twice", "Give every shift its own name.")
    }
    shiftNumbers[name] = shifts.count
    shifts.append(
      RosterInstance.ShiftType(
        id: String(name), minutes: try number(fields, 1, "length in minutes", in: 1...10_080)))
    followers.append((row, fields.count > 2 ? fields[2].split(separator: "|").map(\.trimmed) : []))
  }

  /// Turns the names of forbidden followers into numbers; a name may stand before its shift.
  private mutating func resolveFollowers() throws(Diagnostic) {
    for (index, entry) in followers.enumerated() {
      var numbers: [Int] = []
      for name in entry.names {
        guard let number = shiftNumbers[name] else {
          throw Diagnostic(
            "roster-file.unknown-shift", "'\(name)' isn't a shift of this file",
            at: SourcePosition(file: file, row: entry.row, column: 3), cure: "Name a shift of SECTION_SHIFTS.")
        }
        if !numbers.contains(number) { numbers.append(number) }
      }
      shifts[index].notFollowedBy = numbers.sorted()
    }
    followers = []
  }

  private mutating func readPerson(_ fields: [Substring]) throws(Diagnostic) {
    try resolveFollowers()
    let name = fields[0]
    guard !name.isEmpty, personNumbers[name] == nil else {
      throw fault("person-name", "the person '\(name)' is empty or given twice", "Give every person one line.")
    }
    guard let days else { throw fault("no-horizon", "people come before the horizon", "Put SECTION_HORIZON first.") }
    guard fields.count >= 8 else {
      throw fault("staff-fields", "\(fields.count) fields; expected 8", "Add the missing limits.")
    }
    var caps = [Int](repeating: days, count: shifts.count)
    for part in fields[1].split(separator: "|") {
      let pair = part.split(separator: "=").map(\.trimmed)
      guard pair.count == 2, let shift = shiftNumbers[pair[0]], let cap = Int(pair[1]), cap >= 0 else {
        throw fault("cap", "'\(part)' isn't a limit such as E=14 on a shift of this file", "Correct it.", 2)
      }
      caps[shift] = min(cap, days)
    }
    personNumbers[name] = people.count
    people.append(
      RosterInstance.Member(
        id: String(name),
        rules: RosterInstance.Rules(
          maximumOfType: caps, minimumMinutes: try number(fields, 3, "least minutes", in: 0...10_000_000),
          maximumMinutes: try number(fields, 2, "most minutes", in: 0...10_000_000),
          minimumRun: try number(fields, 5, "least days in a row", in: 0...3660),
          maximumRun: try number(fields, 4, "most days in a row", in: 0...3660),
          minimumDaysOff: try number(fields, 6, "least days off in a row", in: 0...3660),
          maximumWeekends: try number(fields, 7, "most weekends", in: 0...3660))))
  }

  private mutating func readWish(_ fields: [Substring], _ kind: RosterInstance.Wish.Kind) throws(Diagnostic) {
    let person = try self.person(fields)
    people[person].wishes.append(
      RosterInstance.Wish(
        kind: kind, day: try day(fields, 1), shift: try shift(fields, 2),
        price: try number(fields, 3, "price", in: 0...1_000_000)))
  }

  private func person(_ fields: [Substring]) throws(Diagnostic) -> Int {
    guard let person = personNumbers[fields[0]] else {
      throw fault("unknown-person", "'\(fields[0])' isn't a person of SECTION_STAFF", "Correct the name.", 1)
    }
    return person
  }

  private func shift(_ fields: [Substring], _ index: Int) throws(Diagnostic) -> Int {
    guard index < fields.count, let shift = shiftNumbers[fields[index]] else {
      let found = index < fields.count ? fields[index] : ""
      throw fault(
        "unknown-shift", "'\(found)' isn't a shift of this file", "Name a shift of SECTION_SHIFTS.", index + 1)
    }
    return shift
  }

  private func day(_ fields: [Substring], _ index: Int) throws(Diagnostic) -> Int {
    guard let days else { throw fault("no-horizon", "days come before the horizon", "Put SECTION_HORIZON first.") }
    return try number(fields, index, "day", in: 0...(days - 1))
  }

  private func number(
    _ fields: [Substring], _ index: Int, _ what: String, in range: ClosedRange<Int>
  ) throws(Diagnostic) -> Int {
    let found = index < fields.count ? fields[index] : ""
    guard let value = Int(found), range.contains(value) else {
      throw fault(
        "number",
        "'\(found)' isn't the \(what); expected a whole number from \(range.lowerBound) to \(range.upperBound)",
        "Correct the field.", index + 1)
    }
    return value
  }

  private func fault(_ code: String, _ message: String, _ cure: String, _ column: Int? = nil) -> Diagnostic {
    Diagnostic(
      "roster-file.\(code)", message, at: SourcePosition(file: file, row: row, column: column), cure: cure)
  }

  private func missing(_ section: Section) -> Diagnostic {
    Diagnostic(
      "roster-file.missing-section", "\(section.rawValue) is missing or empty", at: SourcePosition(file: file),
      cure: "Check that the file is complete.")
  }
}

extension Substring {
  /// Without blanks and carriage returns at either end.
  fileprivate var trimmed: Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
