internal import Calendars
internal import Planning
internal import Plans
internal import Searching
internal import Tables
internal import Workforce

/// What `edit` and `import-edits` share: a plan is changed by hand, the rest perhaps planned again, a draft written.
struct HandEditRun {
  static let repair = Flag("repair", "Plan the rest again around what was changed, as little as it is worth.")

  static let options =
    [repair.spec, ReplanCommand.mostChanges.spec] + ChangeOptions.all + [
      ReplanCommand.timeLimit.spec, SearchOptions.iterations.spec, SearchOptions.seed.spec,
      SearchOptions.threads.spec, SearchOptions.gap.spec,
    ]

  private let arguments: ParsedArguments
  private let path: String
  private let search: SearchLimits

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    self.arguments = arguments
    path = try arguments.required(ChangeOptions.plan)
    if !arguments.has(Self.repair), arguments[ReplanCommand.mostChanges] != nil {
      throw UsageError.conflict("nobody else's duties change", "Add '--repair', or leave '--max-changes' away.")
    }
    var search = try SearchOptions.read(arguments)
    if search.iterations == nil { search.timeLimit = arguments[ReplanCommand.timeLimit] ?? 10 }
    self.search = search
  }

  /// - Parameters:
  ///   - readsProject: whether the project is needed where nobody names it: for what a day of absence is worth.
  ///   - edit: changes the plan; a plan without changes is not written.
  func run(
    on console: Console, readsProject: Bool = false,
    edit: (PlanChanger, Instant, DisturbancePrices) throws(Diagnostic) -> RevisedPlan
  ) throws(Diagnostic) -> ExitStatus {
    let job = try ChangeJob(
      path, arguments, readsProject: readsProject || arguments[ChangeOptions.project] != nil, on: console)
    let prices = job.project?.disturbance ?? job.plan.revised?.prices ?? DisturbancePrices()
    let changer = job.changer(arguments.command.name)
    var revised = try edit(changer, job.from, prices)
    if !revised.isSame, arguments.has(Self.repair) {
      let stop = StopFlag()
      Interruption.raise(stop, sayingOn: console)
      let control = PlanControl(stop: stop, clock: MonotonicClock.seconds, progress: { console.progress($0) })
      revised = try changer.repair(
        revised, prices: prices, mostChanges: arguments[ReplanCommand.mostChanges], options: search, control: control)
    }
    return try job.finish(revised, on: console)
  }
}
