public import Calendars
internal import Foundation
internal import Plans
public import Tables
internal import Workforce

/// Leave from elsewhere into a project's `absences.csv`: a table that a program for absences exports, or a calendar.
///
/// What stands there already stays; dates on which somebody is away already are passed over, so reading a file again changes
/// nothing. Nothing is guessed: rows that can't be read for sure are left out and said.
public struct LeaveImport: Sendable {
  public struct Options: Sendable {
    /// Headers by what they are for: `first`, `last`, `name`, `email`, `person`, `kind`, … ; `none` for no column.
    public var columns: [String: String] = [:]
    /// Nil: told from the dates.
    public var dateOrder: DateOrder?
    /// Everything is this person's, whatever it says.
    public var person: PersonID?
    /// What leave is called where the file says nothing.
    public var kind = Absence.usualKind
    /// What kinds are to be called here, by what the file calls them.
    public var renamed: [String: String] = [:]
    /// Earlier dates are left out.
    public var from: CivilDate?
    /// Whether leave that the file doesn't have any more is taken out.
    public var replaces = false
    /// Nothing is written.
    public var isDry = false

    public init() {}
  }

  private let project: String
  private let options: Options

  public init(into project: String, options: Options) {
    self.project = project
    self.options = options
  }

  /// Reads a file and adds what it says.
  ///
  /// - Parameter file: what messages call it.
  /// - Throws: what is wrong with the project or the file; `leave.nobody` where nothing in it is of anybody in the project;
  ///   `project.locked`. Nothing is written then.
  public func run(_ bytes: [UInt8], file: String) throws(Diagnostic) -> ImportedLeave {
    let files = try FolderFiles(project)
    let purpose: ProjectLock.Purpose = options.isDry ? .reading : .writing
    return try ProjectLock.hold(files.folder, for: purpose, command: "rota import-leave") {
      () throws(Diagnostic) -> ImportedLeave in
      let read = try Project.read(files)
      if let person = options.person, !read.people.contains(where: { $0.id == person }) {
        throw Diagnostic(
          "leave.person", "there is no agent '\(person)' in agents.csv",
          cure: NearestName.of(person.rawValue, among: read.people.map(\.id.rawValue)).map { "Did you mean '\($0)'?" }
            ?? "Add the person to agents.csv.", kind: .usage)
      }
      var (said, answer) = try self.said(bytes, file: file, in: read)
      try book(said, files, read, into: &answer)
      return answer
    }
  }

  /// What a file says of a project's people; nothing is looked at or written elsewhere.
  /// - Throws: as `run` does.
  public func read(_ bytes: [UInt8], file: String, for project: Project) throws(Diagnostic) -> ImportedLeave {
    try said(bytes, file: file, in: project).answer
  }

  private func said(
    _ bytes: [UInt8], file: String, in project: Project
  ) throws(Diagnostic) -> (said: [RevisionRecord.AbsentPerson], answer: ImportedLeave) {
    let rows = try self.rows(bytes, file: file, zone: project.zone)
    var answer = ImportedLeave(file: file, isDry: options.isDry, notes: rows.notes)
    let said = try people(rows, project, file: file, into: &answer)
    return (said, answer)
  }

  private func rows(_ bytes: [UInt8], file: String, zone: Zone) throws(Diagnostic) -> LeaveRows {
    let start = bytes.prefix(512).drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
    let head = String(decoding: start.prefix(15), as: UTF8.self).uppercased()
    if head == "BEGIN:VCALENDAR" || file.lowercased().hasSuffix(".ics") {
      return try LeaveCalendar.read(bytes, file: file, zone: zone)
    }
    let table = try LeaveTable(
      bytes, file: file, named: options.columns, needsPerson: options.person == nil)
    var rows = try table.read(options.dateOrder)
    rows.notes.append(
      Diagnostic("leave.columns", "read from \(table.words)", at: SourcePosition(file: file, row: 1), severity: .note))
    return rows
  }

  // MARK: Who

  private func people(
    _ rows: LeaveRows, _ project: Project, file: String, into answer: inout ImportedLeave
  ) throws(Diagnostic) -> [RevisionRecord.AbsentPerson] {
    let people = LeavePeople(project.people, project.addresses)
    let kinds = LeaveKinds(project, renamed: options.renamed)
    var leftOut = rows.leftOut
    var said: [RevisionRecord.AbsentPerson] = []
    for row in rows.rows {
      guard options.from.map({ row.last >= $0 }) ?? true else {
        answer.earlier += 1
        continue
      }
      let first = options.from.map { max($0, row.first) } ?? row.first
      let found = options.person.map { LeavePeople.Found.person($0) } ?? people.find(row.who)
      switch found {
      case .person(let person):
        var absence = Absence(
          first: first, last: row.last, kind: row.kind.map(kinds.ours) ?? options.kind, paid: row.paid ?? true)
        absence.minutesADay = row.minutesADay
        said.append(RevisionRecord.AbsentPerson(person: person, absence: absence))
      case .several: leftOut.append((.ambiguous, row.who.words, row.row))
      case .nobody: leftOut.append((.unknown, row.who.words, row.row))
      }
    }
    if let warning = kinds.warning(Set(said.map(\.absence.kind))) { answer.notes.append(warning) }
    answer.rowsRead = rows.rows.count + rows.leftOut.count
    answer.leftOut = LeftOutLeave.allCases.compactMap { why in
      let some = leftOut.filter { $0.why == why }.sorted { $0.row < $1.row }
      guard !some.isEmpty else { return nil }
      var examples: [String] = []
      for example in some.map(\.example) where examples.count < 3 && !examples.contains(example) {
        examples.append(example)
      }
      return ImportedLeave.LeftOut(why: why, count: some.count, examples: examples, row: some.first?.row)
    }
    if said.isEmpty, leftOut.contains(where: { $0.why == .unknown }), answer.earlier == 0 {
      throw Diagnostic(
        "leave.nobody",
        "nobody in agents.csv is named, \(leftOut.first { $0.why == .unknown }?.example ?? "") for one",
        at: SourcePosition(file: file),
        cure:
          "Names, e-mail addresses, agent_ids and external ids are looked for; say --person ID for a file of one person."
      )
    }
    return said
  }

  // MARK: Into the file

  private func book(
    _ said: [RevisionRecord.AbsentPerson], _ files: FolderFiles, _ project: Project, into answer: inout ImportedLeave
  ) throws(Diagnostic) {
    let name = AbsenceBooking.file
    let bytes = try files.bytes(of: name)
    let stale = stale(project, said)
    // Who can't be told may be whoever would lose their leave.
    let doubtful = answer.leftOut.filter { [.unknown, .ambiguous, .status, .noEnd].contains($0.why) }
    if options.replaces, !stale.isEmpty, let doubt = doubtful.first {
      throw Diagnostic(
        "leave.replace-doubt",
        "nothing is taken out while rows can't be read for sure: \(doubt.count == 1 ? "1 row" : "\(doubt.count) rows") "
          + "\(doubt.count == 1 ? doubt.why.words.one : doubt.why.words.many), \(doubt.examples.first ?? "")",
        at: SourcePosition(file: answer.file, row: doubt.row),
        cure:
          "\(doubt.why.cure.map { "\($0) " } ?? "")Or read it without --replace, and take out by hand what was taken back."
      )
    }
    let removed =
      options.replaces
      ? try bytes.flatMap { old throws(Diagnostic) in
        try AbsenceBooking.removing(stale, from: old)
      } : nil
    let before = removed?.text ?? bytes
    if let before, said.contains(where: { $0.absence.kind != Absence.usualKind }) {
      try LeaveAnswer.requireKinds(before)
    }
    let added = try AbsenceBooking.adding(said, to: before)
    answer.removed = removed?.rows ?? 0
    answer.rowsAdded = added?.rows ?? 0
    answer.people = Set(said.map(\.person)).count
    let missing = stale.map { ImportedLeave.Missing(person: $0.person, absence: $0.absence) }
    answer.missing = options.replaces ? [] : missing
    answer.takenOut = options.replaces ? missing : []
    answer.first = said.map(\.absence.first).min()
    answer.last = said.map(\.absence.last).max()
    guard let text = added?.text ?? removed?.text else { return }
    answer.touched = try touched(before: project, said, stale)
    if !options.isDry { try AtomicFile.write(text, to: "\(self.project)/\(name)", named: name) }
  }

  /// Leave of the same people, of kinds that the file has, within its dates, of which the file says nothing: taken back, or
  /// entered here by hand.
  private func stale(_ project: Project, _ said: [RevisionRecord.AbsentPerson]) -> [RevisionRecord.AbsentPerson] {
    guard let first = said.map(\.absence.first).min(), let last = said.map(\.absence.last).max() else { return [] }
    let kinds = Set(said.map(\.absence.kind))
    let ranges = Dictionary(grouping: said, by: \.person)
    return project.people.flatMap { person -> [RevisionRecord.AbsentPerson] in
      guard let own = ranges[person.id] else { return [] }
      return person.absences.filter { absence in
        kinds.contains(absence.kind) && first <= absence.first && absence.last <= last
          && !own.contains { $0.absence.first <= absence.last && absence.first <= $0.absence.last }
      }.map { RevisionRecord.AbsentPerson(person: person.id, absence: $0) }
    }
  }

  /// Plans that cover dates on which somebody is away now and wasn't, or the other way round.
  private func touched(
    before project: Project, _ said: [RevisionRecord.AbsentPerson], _ stale: [RevisionRecord.AbsentPerson]
  ) throws(Diagnostic) -> [String] {
    let known = Dictionary(project.people.map { ($0.id, $0.absences) }) { first, _ in first }
    var dates: Set<CivilDate> = []
    for absent in said + (options.replaces ? stale : []) {
      let isNew = { (date: CivilDate) in
        !(known[absent.person] ?? []).contains { $0.first <= date && date <= $0.last }
      }
      let isStale = stale.contains(absent)
      for offset in 0...max(0, absent.absence.last - absent.absence.first) {
        let date = absent.absence.first.adding(days: offset)
        if isStale || isNew(date) { dates.insert(date) }
      }
    }
    guard let first = dates.min(), let last = dates.max() else { return [] }
    let counting = try PlansFolder(project: self.project).neighbours(
      of: first..<last.adding(days: 1), isWhole: true, reach: 0)
    let names = dates.compactMap { counting.plan(on: $0).map { PlanPlace.home(of: $0.place.name) } }
    return Set(names).sorted().map { LivingPlan(project: self.project, name: $0).words }
  }
}

extension LeaveRow.Who {
  fileprivate var words: String {
    switch self {
    case .keys(let keys): "'\(keys[0])'"
    case .inText(let text, _): "'\(text.prefix(60))'"
    }
  }
}

extension LeaveImport {
  /// What columns of a table can be for.
  public static var columnNames: [String] { LeaveColumns.Purpose.allCases.map(\.rawValue) }
}
