internal import Calendars
internal import Planning
internal import Plans
internal import Publishing
internal import Searching
internal import Simulation
internal import Tables
internal import Words
internal import Workforce

/// `rota plan`: the whole pipeline to a named rota.
struct PlanCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, count: .optional, "The project folder; left out with --batch.")
  static let batch = Option(
    "batch", .file,
    "Plan every project folder of this list, a line each, taken from the list's own folder; what is planned already from "
      + "the same inputs with the same options is left as it is.")
  static let out = Option("out", .folder, default: "DIR/plans/WEEK", "The folder to write the plan to.")

  static let anew = Flag(
    "anew",
    "Begin from nothing: in place of the draft that is there, or as a draft beside a plan that is published.")

  static let verify = Flag(
    "verify",
    "Play the rota against random demand, raise the requirement of hours that miss their promise beyond chance, and plan "
      + "again; each round searches anew.")
  static let budget = Option(
    "budget", .number(atLeast: 0), default: "that of rota.json",
    "The most that pay and premiums of a week are to come to.")
  static let rounds = Option(
    "verify-rounds", .integer(0...50), default: "4", "How often, at most, --verify plans again; 0 only plays the rota.")

  static let spec = CommandSpec(
    "plan", summary: "plan the rota: who works when",
    discussion: [
      """
      The whole way: history, forecast, agents required, shifts with their breaks, named people. Every hard rule of \
      every person holds; what the people cannot cover is left open at a price and shown, so a rota always comes out, \
      with the proof of how far it can be from the best possible.
      """,
      """
      Writes plan.json, shifts.csv, activities.csv, coverage.csv, hours.csv, calendars/ and report.html, all at once: \
      an interrupted run leaves the old plan as it was. Prints a summary. What is made is a draft, and says so, until \
      'rota publish'.
      """,
      """
      Asked again with the same inputs and options it keeps the plan that is there and says so. Else the search goes on \
      from the draft that is there, but for --iterations and --anew. A published plan is never overwritten: without a \
      draft beside it the command ends with status 65. So it does where the draft holds a sick call, a pinned date or \
      another change, which 'rota replan' keeps and --anew drops.
      """,
      """
      Ctrl-C ends the search with the best rota so far and writes it (exit status 75); a second Ctrl-C quits at once. \
      With --iterations the same inputs give the same bytes on every machine.
      """,
    ],
    arguments: [folder.spec],
    options: HorizonOptions.all + [out.spec, budget.spec, anew.spec, batch.spec, ShardOption.shard.spec]
      + SearchOptions.all
      + [verify.spec, rounds.spec, SimulationFlags.replications.spec, SimulationFlags.routing.spec],
    examples: [
      .init("rota plan desk", "The first week after the history ends, within a minute."),
      .init("rota plan desk --week 2026-W49 --weeks 2 --time-limit 5m", "Two weeks, searched for five minutes."),
      .init("rota plan desk --gap 1%", "Good enough as soon as it is proven within 1 % of the best."),
      .init("rota plan desk --budget 18500", "As good as a week's pay and premiums of 18,500 can be."),
      .init("rota plan desk --verify", "Planned, played, and planned again until the promise holds."),
      .init("rota plan --batch teams.txt --shard 2/8 --iterations 200000", "An eighth of a company's teams."),
      .init("rota plan desk --iterations 200000 --seed 7", "A result that can be made again byte by byte."),
    ])

  /// Nil with `batch`.
  var folder: String?
  /// A list of project folders.
  var batch: String?
  var shard: Shard
  /// Nil: the first ISO week after the history ends.
  var week: ISOWeek?
  var weeks: Int
  /// Nil: `plans/WEEK` in the project folder.
  var out: String?
  var isAnew: Bool
  /// Of a week; nil = as the project says.
  var budget: Double?
  var search: SearchLimits
  /// A folder of clock rules.
  var zoneRules: String?
  /// Nil: the rota is not simulated.
  var verification: Verification?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    batch = arguments[Self.batch]
    folder = batch == nil ? try arguments.required(Self.folder) : arguments[Self.folder]
    shard = arguments[ShardOption.shard] ?? Shard.all
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
    out = arguments[Self.out]
    isAnew = arguments.has(Self.anew)
    budget = arguments[Self.budget]
    search = try SearchOptions.read(arguments)
    zoneRules = arguments[CommonOptions.zoneRules]
    if batch != nil, folder != nil || out != nil {
      throw UsageError.conflict("a batch names its folders in its list", "Leave DIR and '--out' away.")
    }
    if batch == nil, arguments[ShardOption.shard] != nil {
      throw UsageError.conflict("only a batch has shards", "Add '--batch FILE'.")
    }
    if arguments.has(Self.verify) {
      var simulation = SimulationFlags.read(arguments)
      simulation.seed = search.seed
      simulation.threads = search.threads
      verification = Verification(simulation: simulation, rounds: arguments[Self.rounds] ?? Verification().rounds)
    } else if arguments[Self.rounds] != nil || arguments[SimulationFlags.replications] != nil
      || arguments[SimulationFlags.routing] != nil
    {
      throw UsageError.conflict("the rota is only simulated with '--verify'", "Add '--verify'.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let stop = StopFlag()
    Interruption.raise(stop, sayingOn: console)
    if let batch { return try run(batch: batch, stop: stop, on: console) }
    let job = try Job(of: self, folder: folder ?? ".")
    if week == nil { console.say("planning \(job.week), the first week after the history ends") }
    if let kept = try job.kept() {
      try answer(kept.plan, in: kept.folder, isKept: true, on: console)
      return .done
    }
    try job.requireDraft()
    let plan = try job.run(stop: stop, on: console)
    for warning in plan.warnings where warning.severity != .note { console.report(warning) }
    try answer(plan, in: job.target.path, isKept: false, on: console)
    return plan.result.status == .interrupted ? .stoppedEarly : .done
  }

  private func answer(
    _ plan: PlanDocument, in folder: String, isKept: Bool, on console: Console
  ) throws(Diagnostic) {
    guard console.json else {
      console.answer(PlanSummaryText(plan: plan, folder: folder, isKept: isKept).text)
      return
    }
    try console.answer(
      json: PlanAnswer(
        folder: folder, state: plan.isDraft ? .draft : .published, revision: plan.publishedRevision, kept: isKept,
        week: plan.week, weeks: plan.weeks, result: plan.result, summary: plan.summary, simulation: plan.simulation))
  }

  /// One project to plan: what is read, and where the plan goes.
  struct Job {
    let pipeline: Pipeline
    let target: PlanFolder
    private let placement: PlanPlacement
    private let verification: Verification?
    /// Nil for a plan that goes elsewhere.
    private let living: LivingPlan?
    private let isAnew: Bool

    var week: ISOWeek { pipeline.week }

    init(of command: PlanCommand, folder: String) throws(Diagnostic) {
      let files = try FolderFiles(folder)
      var project = try ProjectLock.hold(files.folder, for: .reading, command: "rota plan") {
        () throws(Diagnostic) -> Project in
        try Project.read(files)
      }
      if let budget = command.budget { project.budget = budget }
      let settings = PlanSettings(week: command.week, weeks: command.weeks, options: command.search, command: "")
      var pipeline = try Pipeline(project: project, settings: settings)
      let week = pipeline.week
      pipeline.settings.command = command.commandLine(week: week)
      self.pipeline = pipeline
      let plans = PlansFolder(project: folder)
      let place = command.out.map { PlanFolder($0) } ?? plans.place(of: week)
      living = plans.holds(place) ? try LivingPlan(at: place.path, project: folder) : nil
      isAnew = command.isAnew
      try living?.recoverIfNeeded(command: "rota plan")
      if let living { target = try living.draftTarget() } else { target = place }
      placement = PlanPlacement(
        project: folder, target: target, week: week, weeks: command.weeks, reach: Neighbours.reach(of: project.people),
        countsPast: project.countsPast)
      verification = command.verification
    }

    /// The plan that is there, the draft before what is published, if there is nothing to do: it was made to its end by this
    /// program, from the same inputs, with the same options, and its folder says what it says.
    func kept() throws(Diagnostic) -> (plan: PlanDocument, folder: String)? {
      guard !isAnew else { return nil }
      var place = target
      if let living { place = try living.draftPlace() ?? living.home }
      guard let there = try? place.current(), isDone(there, in: place) else { return nil }
      if let living, try !living.isLastMade(by: "plan", place) { return nil }
      return (there, place.path)
    }

    /// - Throws: `plan.published` where nothing but a published plan is there.
    func requireDraft() throws(Diagnostic) {
      guard let revision = try publishedAlone() else { return }
      throw Diagnostic(
        "plan.published",
        "\(living?.home.path ?? target.path) is published (revision \(revision)), and 'rota plan' never overwrites what "
          + "people hold",
        cure: "Change it with 'rota replan', or make a draft beside it with 'rota plan --anew'.")
    }

    /// The revision that people hold, where there is no draft beside it and none is asked for.
    func publishedAlone() throws(Diagnostic) -> Int? {
      guard !isAnew, let living, try living.publishedPlace() != nil, try living.draftPlace() == nil else { return nil }
      return try living.home.current()?.publishedRevision
    }

    private func isDone(_ there: PlanDocument, in place: PlanFolder) -> Bool {
      there.tool == Tool.signature && there.command == pipeline.settings.command
        && there.result.status != .interrupted && there.clocks == pipeline.clocks
        && there.zoneRules == pipeline.project.zoneChoice.used.source.releaseText
        && placement.stands(there, on: pipeline.inputs) && HeldPlan.isSound(there, in: place.path)
    }

    /// Plans and publishes.
    func run(stop: StopFlag, on console: Console) throws(Diagnostic) -> PlanDocument {
      try target.checkWritable()
      let base = try placement.base()
      let draft = living == nil ? nil : try target.current()
      if let lost = draft?.additionsLost(in: target.path, isDropped: isAnew) {
        guard isAnew else { throw lost }
        console.report(lost)
      }
      let control = PlanControl(stop: stop, clock: MonotonicClock.seconds, progress: { console.progress($0) })
      var pipeline = pipeline
      var former: InputFile?
      if !isAnew, pipeline.settings.options.iterations == nil, let living, let draft, draft.week == week,
        draft.weeks == pipeline.settings.weeks
      {
        console.say("going on from the draft in \(target.path)")
        pipeline.settings.start = draft.rota
        former = try living.keptDraft(in: target)
      } else {
        for warning in base.unattended { console.report(warning) }
      }
      var plan: PlanDocument
      if let verification {
        plan = try pipeline.verifiedPlan(
          neighbours: base.neighbours, published: base.published, control: control, verification: verification)
      } else {
        plan = try pipeline.plan(neighbours: base.neighbours, published: base.published, control: control)
      }
      plan.warnings = base.warnings(for: plan) + plan.warnings
      plan.revision = base.revision
      if let former { plan.inputs.append(former) }
      let words = pipeline.settings.command.split(separator: " ").dropFirst(2).map(String.init)
      let operation = DraftOperation("plan", arguments: words + (isAnew ? ["--anew"] : []), at: WallClock.now())
      try placement.put(plan, try publishedFiles(of: plan), over: base, as: operation)
      return plan
    }
  }

  /// The command that makes the plan again inside the project folder, with everything that was left to a default said.
  func commandLine(week: ISOWeek) -> String {
    var words = [PlanSettings.command(week: week, weeks: weeks, options: search)]
    if let budget { words += ["--budget", Words.plain.short(budget, places: 6)] }
    if let zoneRules { words += ["--zone-rules", zoneRules] }
    if let verification {
      words += ["--verify", "--verify-rounds", "\(verification.rounds)"]
      words += ["--replications", "\(verification.simulation.replications)"]
      words += ["--routing", verification.simulation.routing.rawValue]
    }
    return words.joined(separator: " ")
  }
}
