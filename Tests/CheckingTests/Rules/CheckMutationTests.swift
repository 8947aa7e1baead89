import RotaFixtures
import Calendars
import Testing

@testable import Checking
@testable import Workforce

/// A legal rota broken in one way, and what must be found: exactly that.
struct Mutation: Sendable, CustomTestStringConvertible {
  let name: String
  let expected: [String]
  let change: @Sendable (inout CheckFixture) -> Void
  /// Whether the spans of work follow the changed duties.
  var retiles = true

  init(
    _ name: String, _ expected: String..., retiles: Bool = true,
    change: @escaping @Sendable (inout CheckFixture) -> Void
  ) {
    self.name = name
    self.expected = expected
    self.retiles = retiles
    self.change = change
  }

  var testDescription: String { name }

  static let all: [Mutation] = requests + names + duties + breaks + tours + money + work + fairness + activities

  static let requests = [
    Mutation("the horizon starts on a Tuesday", "request.horizon") { fixture in
      fixture.request.firstDate = fixture.date(1)
      fixture.rota.duties = []
    },
    Mutation("eight days", "request.horizon") { $0.request.days = 8 },
    Mutation("a person listed twice", "request.duplicate") { $0.request.people.append($0.request.people[0]) },
    Mutation("a template listed twice", "request.duplicate") { $0.request.templates.append($0.request.templates[0]) },
    Mutation("a person at a site that isn't there", "request.site cai") { $0.request.sites.removeLast() },
    Mutation("a grid that ends before Saturday night does", "request.grid ben 2026-10-24") { fixture in
      let count = 7 * 96
      fixture.request.grid.count = count
      for queue in 0..<2 { fixture.request.demand[queue].required.removeLast(10 * 96 - count) }
    },
    Mutation("a demand shorter than the grid", "rota.unreadable") { $0.request.demand[0].required.removeLast() },
    Mutation("a start beyond all years", "rota.unreadable ann") { $0.rota.duties[0].duty.start.rawValue = .max },
  ]

  /// Ann and Ben share weekend days; Cai is alone. A week of 40 h beside one of 24: their first lies half a duty on.
  private static func share(_ fixture: inout CheckFixture) {
    fixture.request.fairness = FairnessTerms(
      kinds: [.init(kind: .weekends, price: 20, told: 2), .init(kind: .nights, price: 5, told: 3)], holidays: [])
    fixture.request.people[0].fixedDaysOff = []
    fixture.request.people[1].queues = fixture.request.people[0].queues
    for index in 0..<3 { fixture.request.people[index].fairness = PersonFairness(carriedIn: DutyCounts()) }
    fixture.request.people[0].fairness?.steps = [[0, 10], [0, 10, 20]]
    fixture.request.people[1].fairness?.steps = [[3, 20], [3, 20, 36]]
  }

  /// Lets somebody attend something on Monday by Warsaw's clock, off their queue meanwhile or still counted on it.
  private static func meet(
    _ fixture: inout CheckFixture, _ hour: Int, _ minute: Int = 0, of person: PersonID = "ann", length: Minutes = 30,
    kind: Attendance.Kind = .meeting, id: String = "weekly", isOff: Bool = true
  ) {
    let start = fixture.warsaw.instant(of: fixture.date(0), ClockTime(hour: hour, minute: minute))
    let activity = Attendance(
      id: id, series: "weekly", title: "Weekly", kind: kind, person: person, start: start, length: length)
    fixture.rota.activities = (fixture.rota.activities ?? []) + [activity]
    guard isOff else { return }
    fixture.rota.work = fixture.rota.work.flatMap { span -> [WorkSpan] in
      guard span.person == person, span.start < activity.end, start < span.end else { return [span] }
      return [(span.start, start), (activity.end, span.end)].filter { $0.0 < $0.1 }.map {
        WorkSpan(person: person, queue: span.queue, start: $0.0, end: $0.1)
      }
    }
  }

  static let activities = [
    Mutation("nothing wrong with a meeting", retiles: false) { meet(&$0, 12) },
    Mutation("a meeting at the beginning of a duty", retiles: false) { meet(&$0, 8) },
    Mutation("a meeting before the duty", "activities.outside ann 2026-10-19", retiles: false) { meet(&$0, 7) },
    Mutation("a meeting that runs into the duty", "activities.outside ann 2026-10-19", retiles: false) {
      meet(&$0, 7, 45)
    },
    Mutation("a meeting over lunch", "activities.break ann 2026-10-19", retiles: false) { meet(&$0, 10, 45) },
    Mutation("two at once", "activities.overlap ann 2026-10-19", retiles: false) { fixture in
      meet(&fixture, 12)
      meet(&fixture, 12, 15, id: "other")
    },
    Mutation(
      "a meeting off the grid", "activities.grid ann 2026-10-19", "work.grid ann 2026-10-19",
      "work.grid ann 2026-10-19", retiles: false
    ) { meet(&$0, 12, 5) },
    Mutation("counted on a queue in a meeting", "work.outside ann 2026-10-19", retiles: false) {
      meet(&$0, 12, isOff: false)
    },
    Mutation("neither counted nor in a meeting", "work.missing ann 2026-10-19", retiles: false) { fixture in
      meet(&fixture, 12)
      fixture.rota.activities = nil
    },
    Mutation("one meeting at two times", "activities.together cai", retiles: false) { fixture in
      meet(&fixture, 12)
      meet(&fixture, 18, of: "cai")
    },
    Mutation("a one-to-one of one", "activities.one-to-one ann", retiles: false) { meet(&$0, 12, kind: .oneToOne) },
    Mutation("a stranger in a meeting", "person.unknown zoe", retiles: false) { meet(&$0, 12, of: "zoe") },
    Mutation("a meeting beyond all years", "rota.unreadable ann", retiles: false) { fixture in
      meet(&fixture, 12)
      fixture.rota.activities?[0].length.rawValue = .max
    },
  ]

  static let fairness = [
    Mutation("nothing wrong with shares") { share(&$0) },
    Mutation("a balance that steps don't follow from", "fairness.steps ann", "fairness.steps ben") { fixture in
      share(&fixture)
      fixture.request.people[0].fairness?.carriedIn.weekendDays = 1
    },
    Mutation("a step too low", "fairness.steps ben") { fixture in
      share(&fixture)
      fixture.request.people[1].fairness?.steps?[1][2] = 35
    },
    Mutation("steps of somebody who is alone", "fairness.steps cai") { fixture in
      share(&fixture)
      fixture.request.people[2].fairness?.steps = [[0, 10], [0, 10, 20]]
    },
    Mutation("somebody without a balance", "fairness.steps ann") { fixture in
      share(&fixture)
      fixture.request.people[0].fairness = nil
    },
    Mutation("a balance where none is counted", "fairness.steps ann") {
      $0.request.people[0].fairness = PersonFairness(carriedIn: DutyCounts())
    },
    Mutation("a step that falls", "rota.unreadable ben") { fixture in
      share(&fixture)
      fixture.request.people[1].fairness?.steps?[0] = [3, 2]
    },
    Mutation("a balance beyond a working life", "rota.unreadable ben") { fixture in
      share(&fixture)
      fixture.request.people[1].fairness?.carriedIn.nights = .max
    },
  ]

  static let work = [
    Mutation("a stretch that isn't counted", "work.missing ann 2026-10-19", retiles: false) {
      $0.rota.work.remove(at: 1)
    },
    Mutation("a quarter counted on a break", "work.outside ann 2026-10-19", retiles: false) {
      $0.rota.work[0].end = $0.rota.work[0].end + 15
    },
    Mutation("work counted after the duty", "work.outside ann 2026-10-19", retiles: false) {
      $0.rota.work[3].end = $0.rota.work[3].end + 15
    },
    Mutation(
      "work that ends before it starts", "work.missing ann 2026-10-19", "work.outside ann 2026-10-19",
      retiles: false
    ) { fixture in
      let span = fixture.rota.work[0]
      fixture.rota.work[0].start = span.end
      fixture.rota.work[0].end = span.start
    },
    Mutation("a stretch counted twice", "work.overlap ann 2026-10-19", retiles: false) { fixture in
      var span = fixture.rota.work[0]
      span.queue = "chat"
      fixture.rota.work.append(span)
    },
    Mutation("a queue that the person can't take", "work.queue ben 2026-10-22", retiles: false) {
      $0.rota.work[$0.span("ben", 0)].queue = "chat"
    },
    Mutation("nobody's queue while one has demand", "work.idle ann 2026-10-19", retiles: false) {
      $0.rota.work[0].queue = nil
    },
    Mutation("spans that meet off the grid", "work.grid ann 2026-10-19", "work.grid ann 2026-10-19", retiles: false) {
      fixture in
      var span = fixture.rota.work[0]
      fixture.rota.work[0].end = span.start + 20
      span.start = span.start + 20
      span.queue = "chat"
      fixture.rota.work.append(span)
    },
  ]
}

@Suite("The checker on a rota broken in every way")
struct CheckMutationTests {
  @Test("a legal rota has no findings") func legal() throws {
    #expect(try CheckFixture().findings() == [])
  }

  @Test("a legal rota of several weeks has no findings", arguments: [1, 2, 3])
  func legalWeeks(weeks: Int) throws { #expect(try CheckFixture(weeks: weeks).findings() == []) }

  @Test("each breach is found, and nothing else", arguments: Mutation.all)
  func found(mutation: Mutation) throws {
    var fixture = try CheckFixture()
    mutation.change(&fixture)
    if mutation.retiles, !mutation.expected.contains(where: { $0.hasPrefix("rota.unreadable") }) { fixture.tile() }
    #expect(fixture.findings().sorted() == mutation.expected.sorted())
  }

  @Test("every rule that the checker knows is broken by some mutation") func complete() {
    let broken = Set(Mutation.all.flatMap(\.expected).map { String($0.prefix { $0 != " " }) })
    let known = Set(RotaChecks.all.flatMap { $0.rules } + [ReadableValuesCheck.rule])
    #expect(broken == known)
  }

  private static let notes: Set = ["week.minimum", "week.overtime", "week.time-off", "budget.over", "absence.overrun"]

  @Test("only hours and money that are priced, running on into an absence and what team rules lack are notes")
  func notes() throws {
    for mutation in Mutation.all {
      var fixture = try CheckFixture()
      mutation.change(&fixture)
      for breach in checkRota(fixture.request, fixture.rota) {
        let isNote = Self.notes.contains(breach.rule) || breach.rule.hasPrefix("team.")
        #expect((breach.severity == .note) == isNote)
      }
    }
  }

  @Test("findings come by person, then date, then rule") func order() throws {
    var fixture = try CheckFixture()
    fixture.request.firstDate = fixture.date(1)
    for person in 0..<3 { fixture.request.people[person].rules.minimumRest = .hours(300) }
    let found = checkRota(fixture.request, fixture.rota)
    #expect(found.count > 8)
    #expect(found == found.sorted())
    #expect(found.first?.person == nil)
  }
}
