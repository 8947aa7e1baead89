public import Calendars
public import Checking
public import Plans
internal import Publishing
public import Tables
internal import Workforce

/// Makes a draft what people hold, in one step with its files and calendars.
public struct Publication: Sendable {
  public let plan: LivingPlan

  public init(_ plan: LivingPlan) { self.plan = plan }

  /// What became of it.
  public struct Outcome: Sendable {
    /// What people hold now.
    public var plan: PlanDocument
    /// What they held before; nil where that was nothing.
    public var former: PlanDocument?
    /// Its folder.
    public var folder: String
    /// False where there was no draft to publish, and it was published before.
    public var isNew: Bool
    /// Against what people held before; nil where they held nothing.
    public var changes: [PlanChange]?
    /// Events of calendars that were told anew or taken back.
    public var eventsRaised: Int
    /// What the checker found, where it was published all the same.
    public var breaches: [Breach]
    /// What `absences.csv` was told.
    public var absences = AbsenceBooking()
    /// Whoever was away by the plan before, and comes after all.
    public var comeAfterAll: [RevisionRecord.AbsentPerson] = []
    /// Plans beside it that count people who are not there any more.
    public var elsewhere: [Diagnostic] = []
  }

  /// Publishes the draft.
  ///
  /// - Parameters:
  ///   - allowsBreaches: whether a plan goes out that the checker refuses; the journal keeps what it found.
  ///   - at: when, as the caller's clock says, for the journal.
  /// - Throws: `plan.refused` with the first breaches; `plan.covered` where another plan would go on counting for some of
  ///   the dates; `plan.missing` (exit 66) where neither a draft nor a published plan is there; `project.locked` (73).
  public func publish(allowsBreaches: Bool = false, at: Instant) throws(Diagnostic) -> Outcome {
    try ProjectLock.hold(plan.projectFolder, for: .writing, command: "rota publish") {
      () throws(Diagnostic) -> Outcome in
      try plan.recover()
      let home = try plan.home.current()
      let published = home.flatMap { $0.isDraft ? nil : $0 }
      guard let place = try plan.draftPlace(), let bytes = try place.currentBytes() else {
        guard let former = published else { throw noDraft }
        // It may have been changed by hand since.
        let found = try breaches(of: former, as: plan.home.path, allowed: allowsBreaches)
        return Outcome(
          plan: former, former: former, folder: plan.home.path, isNew: false, changes: nil, eventsRaised: 0,
          breaches: found)
      }
      let draft = try readPlan(bytes, file: "\(place.path)/\(PlanFile.plan)")
      // Where its folder was moved away, people hold it all the same.
      let held = try published == nil ? plan.kept() : published
      return try publish(draft, bytes, in: place, over: held, allowsBreaches: allowsBreaches, at: at)
    }
  }

  /// What `publish` would make; of a plan without a draft, what people hold. Changes nothing.
  /// - Throws: as `publish`, for what it would refuse.
  public func preview(allowsBreaches: Bool = false) throws(Diagnostic) -> (plan: PlanDocument, isNew: Bool) {
    try ProjectLock.hold(plan.projectFolder, for: .reading, command: "rota publish") {
      () throws(Diagnostic) -> (plan: PlanDocument, isNew: Bool) in
      let published = try plan.home.current().flatMap { $0.isDraft ? nil : $0 }
      guard let place = try plan.draftPlace(), let bytes = try place.currentBytes() else {
        guard let published else { throw noDraft }
        _ = try breaches(of: published, as: plan.home.path, allowed: allowsBreaches)
        return (published, false)
      }
      let draft = try readPlan(bytes, file: "\(place.path)/\(PlanFile.plan)")
      let next = try next(after: draft, over: try published == nil ? plan.kept() : published).plan
      _ = try breaches(of: next, as: place.path, readsFiles: false, allowed: allowsBreaches)
      return (next, true)
    }
  }

  /// The draft as what people hold, and what their calendars hold before.
  /// - Throws: `plan.covered`: a week that another plan goes on counting for must not be told twice.
  private func next(
    after draft: PlanDocument, over former: PlanDocument?
  ) throws(Diagnostic) -> (plan: PlanDocument, held: [CalendarEntry]) {
    _ = try PlanPlacement(project: plan.project, target: plan.home, week: draft.week, weeks: draft.weeks).overlaps()
    let held = try plan.plans.published(former?.calendar ?? [], on: draft.request.dates, besides: plan.home)
    return (draft.published(over: former, calendar: held), held)
  }

  /// - Throws: `plan.refused` with the first of them, where they aren't allowed.
  private func breaches(
    of held: PlanDocument, as name: String, readsFiles: Bool = true, allowed: Bool
  ) throws(Diagnostic) -> [Breach] {
    let found = try HeldPlan(held, in: plan.home.path, project: namedProject, readsFiles: readsFiles).breaches
    if let refusal = PlanCheck.refusal(of: found, as: name, cure: Self.refusalCure), !allowed { throw refusal }
    return found
  }

  private var noDraft: Diagnostic {
    Diagnostic(
      "plan.missing", "there is no draft of \(plan.words) to publish", cure: "Make one with 'rota plan'.",
      kind: .missingInput)
  }

  private func publish(
    _ draft: PlanDocument, _ bytes: [UInt8], in place: PlanFolder, over former: PlanDocument?, allowsBreaches: Bool,
    at: Instant
  ) throws(Diagnostic) -> Outcome {
    let (next, held) = try next(after: draft, over: former)
    let found = try breaches(of: next, as: place.path, readsFiles: false, allowed: allowsBreaches)
    let files = try publishedFiles(of: next)
    guard let json = files.first(where: { $0.path == PlanFile.plan })?.bytes else {
      throw Diagnostic("plan.not-written", "the plan has no plan.json", kind: .internal)
    }
    let history = plan.history
    // A plan of an older program has no past yet.
    if let former, try history.revision(former.publishedRevision) == nil, let held = try plan.home.currentBytes() {
      try history.write(held, RevisionChanges.bytes([]), asRevision: former.publishedRevision)
    }
    let changes = former.map { next.changes(since: $0) }
    var line = JournalLine(.publishing, try history.read().lastNumber + 1)
    line.operation = "publish"
    line.arguments = found.isEmpty ? [plan.words] : [plan.words, "--with-breaches"]
    line.at = at.utcText
    line.place = plan.name
    line.before = try plan.home.currentBytes().map { SHA256.hex(of: $0) }
    line.after = SHA256.hex(of: json)
    line.draft = try history.keep(bytes)
    line.revision = next.revision
    line.changes = changes
    line.calendar = held == (former?.calendar ?? []) ? nil : held
    line.breaches = found.isEmpty ? nil : found.map { "\($0.rule): \($0.message)" }
    try plan.home.publish(files, keepingFilesOf: place.path == plan.home.path ? nil : place) {
      swap throws(Diagnostic) in
      let revision = next.publishedRevision
      do throws(Diagnostic) {
        try history.write(json, RevisionChanges.bytes(changes ?? []), asRevision: revision)
        try history.append(line)
      } catch {
        history.removeRevision(revision)
        throw error
      }
      do throws(Diagnostic) { try swap() } catch {
        history.removeRevision(revision)
        try history.append(JournalLine(.takenBack, line.number))
        throw error
      }
    }
    let released = AbsenceBooking.released(by: next, after: former)
    let absences = AbsenceBooking.book(next.revised?.absences ?? [], releasing: released, in: plan.project)
    try plan.removeDraft(line.draft)
    try history.append(JournalLine(.published, line.number))
    plan.prune()
    let known = Dictionary(held.map { ($0.uid, $0.sequence) }, uniquingKeysWith: max)
    return Outcome(
      plan: next, former: former, folder: plan.home.path, isNew: true, changes: changes,
      eventsRaised: next.calendar.count { entry in known[entry.uid].map { $0 < entry.sequence } ?? false },
      breaches: found, absences: absences, comeAfterAll: released, elsewhere: try countedElsewhere(next, after: former))
  }

  /// Plans beside it that count people who are not there by this plan, and were by the one before.
  private func countedElsewhere(_ next: PlanDocument, after former: PlanDocument?) throws(Diagnostic) -> [Diagnostic] {
    let neighbours = try plan.plans.neighbours(of: next.request.dates, except: plan.home)
    let known = former.map { neighbours.countedElsewhere(by: $0) } ?? []
    return neighbours.countedElsewhere(by: next).filter { !known.contains($0) }
  }

  private var namedProject: String? { ProjectOfPlan.isProject(plan.project) ? plan.project : nil }

  private static let refusalCure =
    "See all with 'rota check'; mend it with 'rota edit', 'rota undo' or by planning again. --with-breaches publishes it all "
    + "the same."
}

extension PlanDocument {
  /// This draft as what people hold after `former`.
  /// - Parameter calendar: what people's calendars hold already.
  func published(over former: PlanDocument?, calendar: [CalendarEntry]) -> PlanDocument {
    var next = self
    next.state = .published
    next.revision = (former?.publishedRevision ?? 0) + 1
    next.calendar = nextCalendar(previous: calendar, rota: rota, request: request, stamp: stamp, team: team)
    return next
  }
}
