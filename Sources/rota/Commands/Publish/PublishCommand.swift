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
  static let to = Option(
    "to", .choice("WHERE", of: MessageTarget.allCases.map(\.rawValue)),
    "Tell the team as well; without --send the message is shown, and nothing is published or sent.")
  static let send = Flag("send", "With --to: publish, and send the message.")
  static let again = Flag("again", "With --send: send it even where it was sent, or may have been.")

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
      """
      With --to a message goes to Slack, Teams or a webhook, whose address stands in ROTA_SLACK_URL, ROTA_TEAMS_URL or \
      ROTA_WEBHOOK_URL (https alone; it is never stored or shown). It says what changed and who works when; a webhook gets \
      what 'rota export --format json' writes. A revision is told once: the journal has what was sent, and where nobody \
      knows whether a message arrived, --again is asked for. A plan that is published already is told as it is.
      """,
      """
      Sending is done by the system's curl. It is tried again where nobody was reached or the other side failed, never where \
      the message was refused (status 73); no redirect is followed.
      """,
    ],
    arguments: [place.spec], options: [week.spec, breaches.spec, to.spec, send.spec, again.spec],
    examples: [
      .init("rota publish desk", "The one draft of a project."),
      .init("rota publish desk/plans/2026-W49", "The draft of a week."),
      .init("rota publish desk --to slack", "Look at what Slack would be told."),
      .init("rota publish desk --to slack --send", "Publish it and tell Slack."),
    ])

  var place: String
  var week: ISOWeek?
  var allowsBreaches: Bool
  var target: MessageTarget?
  var sends: Bool
  var sendsAgain: Bool

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    place = try arguments.required(Self.place)
    week = arguments[Self.week]
    allowsBreaches = arguments.has(Self.breaches)
    target = arguments[Self.to].flatMap(MessageTarget.init(rawValue:))
    sends = arguments.has(Self.send)
    sendsAgain = arguments.has(Self.again)
    if sends, target == nil {
      throw UsageError.conflict("--send sends nothing without --to", "Say --to slack, for example.")
    }
    if sendsAgain, !sends { throw UsageError.conflict("--again is for --send", "Leave out --again, or say --send.") }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let plan = try LivingPlans.plan(place, week: week)
    if let target, !sends { return try show(plan, to: target, on: console) }
    // Before anything is done.
    let courier = try target.map { target throws(Diagnostic) in
      try Courier(to: target, environment: console.environment)
    }
    let outcome = try LivingPlans.scoped(plan) { () throws(Diagnostic) in
      try Publication(plan).publish(allowsBreaches: allowsBreaches, at: WallClock.now())
    }
    if let trouble = outcome.absences.trouble { console.report(trouble) }
    for warning in AbsentAtWork.warnings(on: outcome.plan, in: plan.project) { console.report(warning) }
    for warning in outcome.elsewhere { console.report(warning) }
    for warning in AbsentAtWork.stillAway(outcome.comeAfterAll, besides: plan) { console.report(warning) }
    let told = courier.map { tell(plan, outcome, by: $0, on: console) }
    if console.json {
      try console.answer(json: PublishAnswer(outcome, told: told))
      return told?.status ?? .done
    }
    let revision = outcome.plan.publishedRevision
    guard outcome.isNew else {
      console.answer("\(outcome.folder) is published already (revision \(revision)), and has no draft\n")
      if let told { console.answer(told.line + "\n") }
      return told?.status ?? .done
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
    if let told { lines.append(told.line) }
    console.answer(lines.joined(separator: "\n") + "\n")
    return told?.status ?? .done
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
  /// What became of the message; not there where none was to be sent.
  var message: ToldTeam?

  init(_ outcome: Publication.Outcome, told: ToldTeam? = nil) {
    message = told
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
