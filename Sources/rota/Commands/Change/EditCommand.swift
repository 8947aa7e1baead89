internal import Calendars
internal import Planning
internal import Plans
internal import Searching
internal import Tables
internal import Workforce

/// `rota edit`: change a plan by hand.
struct EditCommand: Command {
  private static let times = "a person, a date and times, such as a03:2026-11-24=09:00-17:30"
  static let move = Option(
    "move", .edit("ID:DATE=TIMES", times), repeats: true,
    "Move a duty, on the person's wall clock: a03:2026-11-24=09:00-17:30.")
  static let give = Option(
    "give", .edit("ID:DATE=ID", "a person, a date and another person, such as a03:2026-11-24=a07"), repeats: true,
    "Give a duty to somebody who is off that day.")
  static let add = Option("add", .edit("ID:DATE=TIMES", times), repeats: true, "Give a person a duty on a free date.")
  static let remove = Option("remove", .personDate, repeats: true, "Take a duty away.")
  static let breakTime = Option(
    "break", .breakTime, repeats: true,
    "Let a break begin at another time. Where several may, name the one that is meant by its time now: "
      + "a03:2026-11-24@12:00=12:30.")
  static let queue = Option(
    "queue", .queueHours, repeats: true,
    "Count a duty on a queue, or some hours of it: a03:2026-11-24@09:00-11:00=mail.")
  static let pin = Option("pin", .personDate, repeats: true, "Leave a person's date as it is in later changes.")
  static let unpin = Option("unpin", .personDate, repeats: true, "Let go of a date that was pinned.")

  static let spec = CommandSpec(
    "edit", summary: "change duties of a plan by hand",
    discussion: [
      """
      Moves, gives, removes or adds duties, checks the rota at once and says what it breaks, what it costs and what it does \
      to service. Times must be those of a shift; breaks and queues of a changed duty go where most is missing, unless \
      --break and --queue say otherwise. What was changed is pinned: later changes leave it alone.
      """,
      """
      The draft is written whatever it breaks; where it breaks a rule the exit status is 1, and 'rota check' says the same. \
      A draft that breaks one already takes further edits that break nothing more. With --repair everybody else's duties are planned again around it, near to the plan.
      """,
    ],
    arguments: [ChangeOptions.plan.spec],
    options: [
      move.spec, give.spec, add.spec, remove.spec, breakTime.spec, queue.spec, pin.spec, unpin.spec,
    ] + HandEditRun.options,
    examples: [
      .init("rota edit desk/plans/2026-W49 --move a03:2026-12-01=09:00-17:30", "A duty at another time."),
      .init("rota edit desk/plans/2026-W49 --break a03:2026-12-01@12:00=12:30", "Lunch half an hour later."),
      .init("rota edit desk/plans/2026-W49 --queue a03:2026-12-01@09:00-11:00=mail", "Two hours on another queue."),
      .init("rota edit desk/plans/2026-W49 --give a03:2026-12-01=a07", "A duty for somebody else."),
      .init(
        "rota edit desk/plans/2026-W49 --remove a03:2026-12-01 --repair --max-changes 2",
        "A duty less, and at most two others changed to make up for it."),
    ])

  private let editing: HandEditRun
  let edits: [HandEdit]

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    editing = try HandEditRun(arguments)
    var edits: [HandEdit] = []
    for given in arguments.all(Self.remove) { edits.append(.remove(given.person, given.dates.lowerBound)) }
    for (option, isMove) in [(Self.move, true), (Self.add, false)] {
      for given in arguments.all(option) {
        guard let span = ClockSpan(given.value) else {
          throw UsageError.badValue(option.spec.dashed, given.value, option.spec.value ?? ErasedKind(.date))
        }
        edits.append(
          isMove
            ? .move(given.person, given.date, from: span.start, to: span.end)
            : .add(given.person, given.date, from: span.start, to: span.end))
      }
    }
    for given in arguments.all(Self.give) { edits.append(.give(given.person, given.date, to: PersonID(given.value))) }
    edits += (arguments.all(Self.breakTime) + arguments.all(Self.queue)).map(\.edit)
    for given in arguments.all(Self.pin) { edits.append(.pin(given.person, given.dates.lowerBound)) }
    for given in arguments.all(Self.unpin) { edits.append(.unpin(given.person, given.dates.lowerBound)) }
    guard !edits.isEmpty else {
      throw UsageError.conflict(
        "nothing is to change", "Give --move, --give, --add, --remove, --break, --queue, --pin or --unpin.")
    }
    self.edits = edits
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    try editing.run(on: console) { changer, from, prices throws(Diagnostic) in
      try changer.edit(edits, from: from, prices: prices)
    }
  }
}

extension ValueKind where Value == DutyAssignment {
  static func edit(_ placeholder: String, _ expectation: String) -> Self {
    Self(placeholder, expectation: expectation) { DutyAssignment($0) }
  }
}
