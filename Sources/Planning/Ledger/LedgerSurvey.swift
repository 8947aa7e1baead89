public import Calendars
internal import Plans
public import Tables
public import Workforce

/// What `rota ledger` says: who has worked how many unpopular duties, beside what their contract's share would be.
public struct LedgerSurvey: Codable, Sendable {
  public var schema = 1
  public var team: String
  /// Weeks that are counted from plans, and weeks that the file alone tells of; rising.
  public var planned: [ISOWeek]
  public var kept: [ISOWeek]
  /// Whether the file has opening balances.
  public var hasStart: Bool
  /// In the order of `agents.csv`.
  public var people: [Person]
  public var warnings: [Diagnostic]
  /// Every row that counts, as the file would have them.
  public var rows: [Row]

  public struct Person: Codable, Sendable {
    public var person: PersonID
    public var name: String
    public var site: SiteID
    public var contractMinutes: Int
    /// People who are compared with one another have the same number, from 1 on; nil for those who are alone.
    public var group: Int?
    public var duties: [Duties]
    public var wishesMet: Int
    public var wishesAsked: Int
  }

  public struct Duties: Codable, Sendable {
    public var kind: FairKind
    public var worked: Int
    /// What would be worked by contract, of all that the group has worked; as many as were worked for those who are alone.
    public var share: Double
  }

  public struct Row: Codable, Sendable {
    public var person: PersonID
    public var week: String
    public var counts: DutyCounts
    public var wishesMet: Int
    public var wishesAsked: Int
    public var changes: Int
  }

  /// - Parameters:
  ///   - project: whose people are shown.
  ///   - folder: the project's.
  ///   - bytes: of `ledger.csv`; nil where there is none.
  /// - Throws: what is wrong with the file, or with a plan.
  public init(of project: Project, in folder: String, file bytes: [UInt8]?) throws(Diagnostic) {
    let kept = try bytes.map { (bytes) throws(Diagnostic) in try LedgerFile.read(bytes) } ?? []
    let plans = try PlansFolder(project: folder).countedPlans()
    self.init(
      of: project, ledger: Ledger(kept: kept, plans: plans, holidays: project.holidayDates),
      planned: plans.flatMap(\.weeks).map(\.week))
  }

  init(of project: Project, ledger: Ledger, planned: [ISOWeek]) {
    team = project.name
    let weeks = Set(
      ledger.rows.compactMap { row -> ISOWeek? in
        if case .week(let week) = row.week { week } else { nil }
      })
    self.planned = Set(planned).sorted()
    self.kept = weeks.subtracting(planned).sorted()
    hasStart = ledger.rows.contains { $0.week == .start }
    let sums = Dictionary(grouping: ledger.rows, by: \.person)
    func counts(_ index: Int) -> DutyCounts {
      (sums[project.people[index].id] ?? []).reduce(DutyCounts()) { $0 + $1.counts }
    }
    people = []
    let groups = Likeness.groups(of: project.people)
    var groupOf: [Int: Int] = [:]
    for (number, group) in groups.filter({ $0.count > 1 }).enumerated() {
      for index in group { groupOf[index] = number + 1 }
    }
    let totals = Dictionary(
      uniqueKeysWithValues: groups.map { group in
        (group[0], group.reduce(DutyCounts()) { $0 + counts($1) })
      })
    for group in groups {
      for index in group {
        let (person, own, all) = (project.people[index], counts(index), totals[group[0]] ?? DutyCounts())
        let rows = sums[person.id] ?? []
        people.append(
          Person(
            person: person.id, name: person.name, site: person.site, contractMinutes: own.contractMinutes,
            group: groupOf[index],
            duties: FairKind.allCases.map { kind in
              let share =
                all.contractMinutes > 0
                ? Double(all[kind]) * Double(own.contractMinutes) / Double(all.contractMinutes) : Double(own[kind])
              return Duties(kind: kind, worked: own[kind], share: share)
            }, wishesMet: rows.reduce(0) { $0 + $1.wishesMet }, wishesAsked: rows.reduce(0) { $0 + $1.wishesAsked }))
      }
    }
    let order = Dictionary(uniqueKeysWithValues: project.people.enumerated().map { ($1.id, $0) })
    people.sort { (order[$0.person] ?? 0) < (order[$1.person] ?? 0) }
    rows = ledger.rows.map {
      Row(
        person: $0.person, week: $0.week.description, counts: $0.counts, wishesMet: $0.wishesMet,
        wishesAsked: $0.wishesAsked, changes: $0.changes)
    }
    warnings = Self.warning(of: ledger.contradicted).map { [$0] } ?? []
    text = LedgerFile.text(ledger.rows)
  }

  /// The ledger's name in the project folder.
  public static var fileName: String { LedgerFile.name }

  /// The file with every row that counts.
  public var text: [UInt8] = []

  private enum CodingKeys: String, CodingKey {
    case schema, team, planned, kept, hasStart, people, warnings, rows
  }

  /// Writes the file, as a whole or not at all.
  public func write(to folder: String) throws(Diagnostic) {
    try AtomicFile.write(text, to: folder + "/" + LedgerFile.name, named: LedgerFile.name)
  }

  private static func warning(of rows: [LedgerRow]) -> Diagnostic? {
    guard let first = rows.first else { return nil }
    let others = rows.count - 1
    return Diagnostic(
      "ledger.differs",
      "the row of '\(first.person)' for \(first.week)\(others == 0 ? "" : " and \(others) more") says something else than "
        + "the plan of that week, which counts",
      at: SourcePosition(file: LedgerFile.name),
      cure: "Write what plans don't know into the row of week start; --write replaces the rows of planned weeks.",
      severity: .warning)
  }
}
