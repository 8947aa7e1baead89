internal import Calendars
internal import Optimization
internal import Planning
internal import Plans
internal import Publishing
internal import Searching
internal import Simulation
internal import Tables
internal import Workforce

/// `rota simulate`: a finished rota against random demand.
struct SimulateCommand: Command, Equatable {
  static let plan = Argument("PLAN", .file, "A plan folder, or its plan.json; - reads standard input.")

  static let spec = CommandSpec(
    "simulate", summary: "play a finished rota against random demand",
    discussion: [
      """
      Contacts arrive at random around the forecast, whole days run hotter or cooler by the forecast's own spread, \
      handle times scatter as the history says, customers give up, agents are away by the shrinkage of their queue \
      (unplanned for whole duties, planned for half an hour on average) and finish the contact in hand before a break. \
      Prints what customers and agents experience by queue, with 95 % \
      intervals, every day, and every hour that misses its promise beyond chance.
      """,
      """
      The plan's expectation counts everybody on their own queue, so it stands beside a simulation that does the same; \
      what help between queues adds is a figure of its own. The same plan, seed and replications give the same answer \
      with any number of threads. --json adds every hour. Touches nothing.
      """,
    ],
    arguments: [plan.spec], options: SimulationFlags.all + [CommandFiles.draft.spec],
    examples: [
      .init("rota simulate desk/plans/2026-W49", "The week, a hundred times."),
      .init("rota simulate desk/plans/2026-W49 --routing assigned --json", "Without help between queues, as data."),
    ])

  var plan: String
  var isDraft: Bool
  var options: SimulationOptions

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    plan = try arguments.required(Self.plan)
    isDraft = arguments.has(CommandFiles.draft)
    options = SimulationFlags.read(arguments)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let simulator = try PlanSimulator(try CommandFiles.plan(CommandFiles.place(plan, isDraft: isDraft), on: console))
    let stop = StopFlag()
    Interruption.raise(stop, sayingOn: console)
    guard let outcome = simulator.run(options, stop: stop) else { return .stoppedEarly }
    let alike = simulator.runAlike(options, outcome, stop: stop)
    let report = SimulationReport(simulator, outcome, alike: alike, options: options)
    if console.json {
      try console.answer(json: report)
    } else {
      console.answer(SimulationText(report: report, zone: simulator.plan.readerZone).text)
    }
    return stop.isRaised ? .stoppedEarly : .done
  }
}

/// The options of a simulation, shared by the commands that simulate.
enum SimulationFlags {
  static let replications = Option(
    "replications", .integer(2...100_000), default: "100", "How often the plan is played.")
  static let seed = Option("seed", .seed, default: "1", "Seed of the random numbers.")
  static let threads = Option("threads", .integer(1...256), default: "2", "Threads; they do not change the answer.")
  static let routing = Option<Routing>(
    "routing", .choice("WAY"), default: "skills",
    "Whom a contact may go to: 'assigned', only those whom the plan counts on the queue at that time, or 'skills', those "
      + "first and then whoever can take it.")

  static let all = [replications.spec, seed.spec, threads.spec, routing.spec]

  static func read(_ arguments: ParsedArguments) -> SimulationOptions {
    let defaults = SimulationOptions()
    return SimulationOptions(
      replications: arguments[replications] ?? defaults.replications, seed: arguments[seed] ?? defaults.seed,
      threads: arguments[threads] ?? defaults.threads, routing: arguments[routing] ?? defaults.routing)
  }
}
