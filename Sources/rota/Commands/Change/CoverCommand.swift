internal import Calendars
internal import Planning
internal import Plans
internal import Tables
internal import Words
internal import Workforce

/// `rota cover`: who could take a duty over.
struct CoverCommand: Command {
  static let duty = Argument(
    "ID:DATE", .personDate,
    "The person's duty, such as a01:2026-11-24, or one that a sick call took from them and that is open.")
  static let most = Option("show", .integer(1...100_000), default: "10", "How many people are listed.")

  static let spec = CommandSpec(
    "cover", summary: "who could take a duty over, the cheapest first",
    discussion: [
      """
      Everybody who can take one of the person's queues, everybody else's duties being as they are: first those who keep \
      every rule, by what it costs; then the others, with the rules that they would break. Costs are those of the plan's \
      objective against leaving the duty to nobody: below 0 it is worth it. Writes nothing; exit status 1 says that nobody \
      can without breaking a rule.
      """
    ],
    arguments: [ChangeOptions.plan.spec, duty.spec],
    options: [most.spec, ChangeOptions.from.spec],
    examples: [.init("rota cover desk/plans/2026-W49 a01:2026-12-01", "Who could come in Agent 01's place.")])

  private let arguments: ParsedArguments
  let path: String
  let asked: PersonDates

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    self.arguments = arguments
    path = try arguments.required(ChangeOptions.plan)
    asked = try arguments.required(Self.duty)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let job = try ChangeJob(path, arguments, readsProject: false, writes: false, on: console)
    let changer = job.changer("cover")
    var answer = try changer.cover(asked.person, on: asked.dates.lowerBound, from: job.from)
    let isPossible = answer.candidates.contains(where: \.keepsRules)
    let count = answer.candidates.count
    answer.candidates = Array(answer.candidates.prefix(arguments[Self.most] ?? 10))
    if console.json {
      try console.answer(json: CoverCommandAnswer(people: count, cover: answer))
    } else {
      console.answer(text(answer, of: count, in: job.plan))
    }
    return isPossible ? .done : .answerIsNo
  }

  private func text(_ answer: CoverAnswer, of count: Int, in plan: PlanDocument) -> String {
    let words = Words.plain
    let person = plan.request.people.first { $0.id == answer.person }
    let zone = person?.zone ?? plan.readerZone
    var lines = [
      "\(words.day(answer.date)), \(zone.clockText(of: answer.duty.start)) to \(zone.clockText(of: answer.duty.end)) of "
        + "\(person?.name ?? "") (\(answer.person))",
      answer.isOpen
        ? "open since it was taken from them: each is held against the plan as it is"
        : "left to nobody: \(words.tenthsOfHours(minutes: answer.uncoveredMinutes)) more uncovered; by the plan's prices, "
          + "pay included, \(words.decimal(abs(answer.costOfNobody), places: 2)) \(plan.currency) "
          + (answer.costOfNobody < 0 ? "cheaper" : "dearer"),
    ]
    for (number, one) in answer.candidates.enumerated() {
      lines.append("\(number + 1). \(one.name) (\(one.person))" + (one.keepsRules ? "" : ": breaks a rule"))
      for broken in one.breaks { lines.append("     \(broken.rule): \(broken.message)") }
      guard one.keepsRules else { continue }
      var parts = [
        "\(words.decimal(one.cost, places: 2)) \(plan.currency) against nobody, pay "
          + "\(words.decimal(one.pay, places: 2))",
        "week \(words.hours(minutes: one.weekMinutes)) of \(words.hours(minutes: one.leastMinutes)) to "
          + words.hours(minutes: one.mostMinutes),
      ]
      let rests = [
        one.restBefore.map { "\(words.hours(minutes: $0)) before" },
        one.restAfter.map { "\(words.hours(minutes: $0)) after" },
      ]
      .compactMap(\.self)
      if !rests.isEmpty { parts.append("rest \(words.list(rests))") }
      parts.append("fills \(words.tenthsOfHours(minutes: one.filledMinutes))")
      if let level = one.serviceLevel { parts.append("service \(ShareText.text(level, against: nil))") }
      lines.append("     " + parts.joined(separator: "; "))
    }
    if answer.candidates.count < count {
      lines.append("\(count - answer.candidates.count) more; see all with --show \(count)")
    }
    if answer.candidates.isEmpty { lines.append("nobody else can take these queues") }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What `cover --json` prints.
struct CoverCommandAnswer: Codable {
  var schema = 1
  /// How many could be asked, listed or not.
  var people: Int
  var cover: CoverAnswer
}
