/// People of one kind to hire.
public struct HiringGroup: Hashable, Codable, Sendable {
  /// The queue whose hours nobody has time for, and the skills that it asks for.
  public var queue: String
  public var skills: [String]
  /// The cheapest site at which the queue is answered already; any where it is answered nowhere.
  public var site: String
  public var people: Int

  public init(queue: String, skills: [String], site: String, people: Int) {
    self.queue = queue
    self.skills = skills
    self.site = site
    self.people = people
  }

  /// `3 for Deutsch at Wrocław`
  public var words: String { "\(people) for \(queue)\(site.isEmpty ? "" : " at \(site)")" }
}

/// A week of the hiring plan.
public struct HiringWeek: Hashable, Codable, Sendable {
  /// The name of its case.
  public var scenario: String
  public var week: String
  public var monday: String
  public var requiredHours: Double
  /// People of the team's usual contract that the week needs, and those whom it has.
  public var needed: Int
  public var available: Int
  /// Whom it lacks, by queue; there may be enough people and too few of a skill.
  public var groups: [HiringGroup]
  /// The Monday on which those missing must start training; nil where nobody is missing.
  public var startBy: String?
  /// Where that Monday lies before the planned week: the first week in which whoever starts in the planned week works.
  public var firstPossible: String?

  public var missing: Int { groups.reduce(0) { $0 + $1.people } }

  /// People there whose time no queue that they can answer asks for, so that `needed` = `available` + `missing` − `spare`;
  /// also what rounding up queue by queue adds.
  public var spare: Int { available + missing - needed }

  public init(
    scenario: String, week: String, monday: String, requiredHours: Double, needed: Int, available: Int,
    groups: [HiringGroup], startBy: String?, firstPossible: String? = nil
  ) {
    self.scenario = scenario
    self.week = week
    self.monday = monday
    self.requiredHours = requiredHours
    self.needed = needed
    self.available = available
    self.groups = groups
    self.startBy = startBy
    self.firstPossible = firstPossible
  }
}
