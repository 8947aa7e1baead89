public import Calendars
public import Plans
public import Workforce

/// Where a plan lies and which weeks it covers.
public struct PlanPlace: Hashable, Sendable {
  /// The folder's name under `plans/`.
  public var name: String
  public var week: ISOWeek
  public var weeks: Int
  /// Whether nobody was told of it.
  public var isDraft: Bool

  public init(name: String, week: ISOWeek, weeks: Int, isDraft: Bool = false) {
    self.name = name
    self.week = week
    self.weeks = weeks
    self.isDraft = isDraft
  }

  /// What the name of the folder of a draft beside a published plan ends with.
  static let draftEnding = ".draft"

  /// The name of the folder of what people hold, or will hold when this draft is published.
  static func home(of name: String) -> String {
    name.hasSuffix(draftEnding) ? String(name.dropLast(draftEnding.count)) : name
  }

  /// Itself, as it will count once it is published.
  var asPublished: PlanPlace { PlanPlace(name: Self.home(of: name), week: week, weeks: weeks) }

  public var dates: Range<CivilDate> { week.monday..<week.monday.adding(days: 7 * weeks) }

  /// Whether this plan counts where both cover a date: first a published one, then a plan in the folder named after its
  /// first week, then the one that begins later (it was made for that week), then the shorter, then the first name.
  public func outranks(_ other: PlanPlace) -> Bool {
    if isDraft != other.isDraft { return !isDraft }
    let isNamed = Self.home(of: name) == week.description
    let isOtherNamed = Self.home(of: other.name) == other.week.description
    if isNamed != isOtherNamed { return isNamed }
    if week != other.week { return week > other.week }
    return (weeks, name) < (other.weeks, other.name)
  }
}

/// The plans beside a plan, so many dates before and after it: what its people do there is settled.
public struct Neighbours: Sendable {
  /// Dates that are looked at on either side: four weeks, more than any run of days or rest, where no rule asks for more.
  public static let usualReach = 28

  /// A plan with the file that it was read from.
  public struct Plan: Sendable {
    public var place: PlanPlace
    /// For the `inputs` of `plan.json`.
    public var file: InputFile
    public var document: PlanDocument

    public init(place: PlanPlace, file: InputFile, document: PlanDocument) {
      self.place = place
      self.file = file
      self.document = document
    }
  }

  /// Those that count first (`PlanPlace.outranks`).
  public let plans: [Plan]
  /// Dates that are looked at on either side.
  public let reach: Int
  /// Every plan that counts for weeks before the plan, however long ago, by path: empty where nobody asks.
  package let past: [CountedPlan]

  public static let none = Neighbours([])

  public init(_ plans: [Plan], reach: Int = usualReach) { self.init(plans, reach: reach, past: []) }

  package init(_ plans: [Plan], reach: Int, past: [CountedPlan]) {
    self.plans = plans.sorted { $0.place.outranks($1.place) }
    self.reach = reach
    self.past = past.sorted { $0.file.path < $1.file.path }
  }

  /// The plan that counts on a date; nil where none covers it.
  func plan(on date: CivilDate) -> Plan? { plans.first { $0.place.dates.contains(date) } }

  /// Whether a plan is the one that counts on any of these dates.
  func counts(_ place: PlanPlace, onAnyOf dates: Range<CivilDate>) -> Bool {
    let shared = place.dates.clamped(to: dates)
    return (0..<(shared.upperBound - shared.lowerBound)).contains {
      plan(on: shared.lowerBound.adding(days: $0))?.place == place
    }
  }

  /// Everybody's duties on these dates, each from the plan that counts on its date, by start, then person.
  func duties(on dates: Range<CivilDate>) -> [AssignedDuty] {
    plans.flatMap { plan in
      plan.document.rota.duties.filter { assigned in
        dates.contains(assigned.duty.date) && self.plan(on: assigned.duty.date)?.place == plan.place
      }
    }.sorted { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
  }

  /// Their files, by path.
  public var inputs: [InputFile] {
    let files = plans.map(\.file)
    return (files + past.map(\.file).filter { !files.contains($0) }).sorted { $0.path < $1.path }
  }

  /// The dates before and after a plan that are looked at.
  func reached(around dates: Range<CivilDate>) -> (before: Range<CivilDate>, after: Range<CivilDate>) {
    Self.reached(around: dates, by: reach)
  }

  static func reached(
    around dates: Range<CivilDate>, by reach: Int
  ) -> (before: Range<CivilDate>, after: Range<CivilDate>) {
    (
      dates.lowerBound.adding(days: -reach)..<dates.lowerBound,
      dates.upperBound..<dates.upperBound.adding(days: reach)
    )
  }

  /// How far the rules of these people ask to look.
  public static func reach(of people: [Person]) -> Int {
    people.reduce(usualReach) { max($0, $1.rules.settledReach) }
  }

  /// As far as any rule can ask to look.
  public static let mostReach = max(usualReach, PersonRules.mostSettledReach)
}
