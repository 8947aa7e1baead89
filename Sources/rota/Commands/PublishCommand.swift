internal import Calendars
internal import Checking
internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Words
internal import Workforce

/// `rota publish`: a draft becomes what people hold.
struct PublishCommand: Command, Equatable {
  static let place = Argument(
    "PLAN", .folder,
    "The plan's folder in plans/, or its draft's; or the project folder, with one open draft or --week.")
  static let week = Option("week", .week, "With a project folder: whose draft, for example 2026-W49.")
  static let breaches = Flag(
    "with-breaches", "Publish a plan that 'rota check' refuses all the same; the journal keeps what was found.")

  static let spec = CommandSpec(
    "publish", summary: "make a draft what people hold",
    discussion: [
      """
      A plan is a draft until it is published. Publishing puts it in DIR/plans/WEEK with its files and calendars, in one \
      step: whoever looks, or an interrupted run, sees what people held before or what they hold now. Calendars get the \
      next revision for events that changed, and for no others.
      """,
      """
      The draft is checked first, as 'rota check' does; what that refuses is not published (status 65). What was published \
      before stays in DIR/plans/.history/WEEK, with a journal of every operation. A plan without a draft that is published \
      already is left as it is, which is said.
      """,
    ],
    arguments: [place.spec], options: [week.spec, breaches.spec],
    examples: [
      .init("rota publish desk", "The one draft of a project."),
      .init("rota publish desk/plans/2026-W49", "The draft of a week."),
    ])

  var place: String
  var week: ISOWeek?
  var allowsBreaches: Bool

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    place = try arguments.required(Self.place)
    week = arguments[Self.week]
    allowsBreaches = arguments.has(Self.breaches)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let plan = try LivingPlans.plan(place, week: week)
    let outcome = try LivingPlans.scoped(plan) { () throws(Diagnostic) in
      try Publication(plan).publish(allowsBreaches: allowsBreaches, at: WallClock.now())
    }
    if let trouble = outcome.absences.trouble { console.report(trouble) }
    for warning in AbsentAtWork.warnings(on: outcome.plan, in: plan.project) { console.report(warning) }
    for warning in outcome.elsewhere { console.report(warning) }
    for warning in AbsentAtWork.stillAway(outcome.comeAfterAll, besides: plan) { console.report(warning) }
    if console.json {
      try console.answer(json: PublishAnswer(outcome))
      return .done
    }
    let revision = outcome.plan.publishedRevision
    guard outcome.isNew else {
      console.answer("\(outcome.folder) is published already (revision \(revision)), and has no draft\n")
      return .done
    }
    var lines = ["published \(outcome.folder), revision \(revision)"]
    if !outcome.breaches.isEmpty {
      lines.append("although the checker found \(outcome.breaches.count) breaches, which the journal keeps")
    }
    let words = ChangeWords(from: outcome.former, to: outcome.plan)
    if let changes = outcome.changes {
      lines.append("changed: \(words.summary(PlanDifference.counts(of: changes)))")
      lines += words.lines(changes)
      lines.append("calendars: \(outcome.eventsRaised == 1 ? "1 event" : "\(outcome.eventsRaised) events") revised")
    }
    for (rows, what) in [(outcome.absences.rows, "added"), (outcome.absences.takenOut, "taken out")] where rows > 0 {
      lines.append("absences.csv: \(rows == 1 ? "1 row" : "\(rows) rows") \(what)")
    }
    for left in Set(outcome.absences.leavers.map(\.person)).sorted() {
      lines.append("absences.csv: no row for \(left), who stands in agents.csv no more")
    }
    console.answer(lines.joined(separator: "\n") + "\n")
    return .done
  }
}

/// What `publish --json` prints.
struct PublishAnswer: Codable {
  var schema = 1
  var folder: String
  /// False where it was published before.
  var isNew: Bool
  var week: ISOWeek
  var revision: Int
  /// Against what people held before; not there for a first revision.
  var changes: [PlanChange]?
  var eventsRaised: Int
  var breaches: [Breach]
  /// Rows that `absences.csv` got.
  var absencesBooked: Int
  /// Rows of it that were taken out: a published sick call was taken back.
  var absencesTakenOut: Int

  init(_ outcome: Publication.Outcome) {
    folder = outcome.folder
    isNew = outcome.isNew
    week = outcome.plan.week
    revision = outcome.plan.publishedRevision
    changes = outcome.changes
    eventsRaised = outcome.eventsRaised
    breaches = outcome.breaches
    absencesBooked = outcome.absences.rows
    absencesTakenOut = outcome.absences.takenOut
  }
}

/// How commands name a plan that lives in a project.
enum LivingPlans {
  /// - Parameters:
  ///   - path: a plan's folder, its `plan.json`, or a project folder.
  ///   - week: with a project folder.
  /// - Throws: `plan.which` where a project has several open drafts, `plan.missing` (exit 66) where it has none.
  static func plan(_ path: String, week: ISOWeek?) throws(Diagnostic) -> LivingPlan {
    guard let status = try project(path) else { return try LivingPlan(at: path) }
    if let week { return LivingPlan(project: path, name: week.description) }
    let drafts = status.plans.filter { $0.draft != nil }
    // Nothing open: the last plan, of which it is said that it is published.
    guard let only = drafts.last ?? status.plans.last else {
      throw Diagnostic(
        "plan.missing", "there is no plan in '\(path)'", cure: "Make one with 'rota plan'.", kind: .missingInput)
    }
    guard drafts.count < 2 else {
      throw Diagnostic(
        "plan.which",
        "'\(path)' has \(drafts.count) drafts: \(Words.plain.list(drafts.compactMap { $0.draft?.folder }))",
        cure: "Name one of them, or say --week.")
    }
    return try LivingPlan(at: "\(path)/\((only.draft ?? only.published)?.folder ?? "")", project: path)
  }

  private static func project(_ path: String) throws(Diagnostic) -> ProjectStatus? {
    guard ProjectOfPlan.isProject(path) else { return nil }
    return try ProjectStatus(of: path)
  }

  /// Under the clock rules of the plan's project.
  static func scoped<Result>(
    _ plan: LivingPlan, _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    try ProjectZones.choice(forPlanAt: plan.home.path).scoped(body)
  }
}
