internal import Calendars
internal import Foundation
internal import Optimization
internal import Planning
internal import Publishing
internal import Scenarios
internal import Searching
internal import Simulation
internal import Tables
internal import Workforce

/// `rota what-if`: futures side by side.
struct WhatIfCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, "The project folder. It is only read.")
  static let scenario = Option(
    "scenario", .file, repeats: true, takesSeveral: true, "A scenario file.")
  static let set = Option(
    "set", .assignment("KNOB=VALUE", "a knob and its value, such as volume=+20% or patience.phone=60s"), repeats: true,
    "One more scenario: these knobs together. volume, handleTime, patience, shrinkage, serviceLevel, within, "
      + "responseTime, maximumOccupancy, presence, minimumHeads, holdsOver, dayMargin, dayFloor (each also .QUEUE), "
      + "attrition, hires, budget, fairness, fairness.KEY, rules.KEY and prices.KEY. Shares are written 12% or, as a change, '+3 points'."
  )
  static let out = Option("out", .folder, "Also write what-if.csv, what-if.json and what-if.html there.")
  static let pictures = Flag(
    "pictures", "Also the tornado, the volume × handle-time grid and the cost of better promises (five more plans).")
  static let range = Option(
    "range", .assignment("KNOB=RANGE", "a knob of the tornado and its range, such as volume=15% or volume=-5%..+30%"),
    repeats: true,
    "With --pictures: how far the tornado turns a knob, in place of volume=10%, handleTime=10%, 'shrinkage=3 points', "
      + "patience=25% and forecastError=100%.")
  static let hiring = Option("hiring", .integer(1...104), "Also people needed by week, for so many weeks.")
  static let training = Option(
    "training", .integer(0...52), default: "0", "Weeks from a start date to the first duty.")
  static let sweep = Option("sweep", .file, "Every combination of the knobs in this file, in place of scenarios.")
  static let merge = Flag(
    "merge", "With --sweep: join what shards have written; ends with status 1 when any is missing.")
  static let engine = Option<SweepEngine>(
    "engine", .choice("ENGINE"),
    "With --sweep: run --shards shards elsewhere. slurm submits a job array; parallel and kubernetes print what to run."
  )
  static let dryRun = Flag("dry-run", "With --engine slurm: print the job, and submit nothing.")
  static let wait = Flag(
    "wait", "With --engine slurm: wait for the job, submit once more what failed, and join the answers.")
  static let shards = Option("shards", .integer(1...100_000), default: "8", "Shards for --engine.")
  static let memory = Option(
    "memory", .integer(16...1_000_000), default: "512, for slurm measured on a case", "Mebibytes a shard, for --engine."
  )
  static let minutes = Option(
    "minutes", .integer(1...100_000), default: "60, for slurm measured on a case",
    "Minutes a shard may take, for --engine.")
  static let image = Option(
    "image", .name("IMAGE", "a container image"), default: "rota:latest", "The image that holds rota, for Kubernetes.")

  static let spec = CommandSpec(
    "what-if", summary: "compare futures with the week as it stands",
    discussion: [
      """
      Plans the baseline and every scenario with the same search, plays each rota with the same random numbers, and \
      prints people, paid hours, cost, coverage, service, abandonment and the spread of nights and weekends side by side, \
      differences with their intervals. The project is only read.
      """,
      """
      A scenario file is JSON5: base (scenarios that it builds on), set (knobs), demand (volume or handle time of some \
      queues over some days and hours, decaying or not), events (as in events.csv), people (attrition, hires, away), \
      project (any part of rota.json: opening hours, sites, shifts, rules, prices; lists are merged by id, hours by \
      weekday, remove: true takes away, a site with its people and shifts). Scenarios are laid over one another layer by \
      layer, the base first, and each file once.
      """,
      """
      With --sweep the answers of a grid of cases go to --out, a file each, named after what it depends on: run it again \
      and only what is missing is solved. A whole grid is joined in sweep.html, .csv and .json at the end; shards can run \
      anywhere and are joined with --merge. Without --time-limit the search \
      is bounded by --iterations, so that every machine gives the same bytes. Every case's search begins with the rota \
      of the sweep's base. Differences are to the project as it stands, a case of its own.
      """,
    ],
    arguments: [folder.spec],
    options: [
      scenario.spec, set.spec, out.spec, pictures.spec, range.spec, hiring.spec, training.spec, sweep.spec,
      ShardOption.shard.spec,
    ]
      + [merge.spec, engine.spec, dryRun.spec, wait.spec, shards.spec, memory.spec, minutes.spec, image.spec]
      + HorizonOptions.all
      + SearchOptions.all + [SimulationFlags.replications.spec, SimulationFlags.routing.spec],
    examples: [
      .init("rota what-if desk --set volume=+20%", "A fifth more contacts."),
      .init(
        "rota what-if desk --scenario recall.json5 --scenario site.json5 --out answer", "Two futures, with a page."),
      .init("rota what-if desk --sweep grid.json5 --out sweep", "A grid of cases, with a page."),
      .init("rota what-if desk --sweep grid.json5 --out sweep --shard 2/8", "An eighth of it."),
      .init(
        "rota what-if desk --pictures --range volume=20% --range handleTime=-5%..+15%", "A tornado of one's own ranges."
      ),
      .init("rota what-if desk --sweep grid.json5 --out sweep --merge", "Its shards as one table and one page."),
      .init(
        "rota what-if desk --sweep grid.json5 --out sweep --engine slurm --shards 20 --wait", "The same on a cluster."),
    ])

  var folder: String
  var scenarios: [String]
  var knobs: [Assignment]
  var out: String?
  var pictures: Bool
  var ranges: [TornadoRange]
  var hiring: Int?
  var training: Int
  var sweep: String?
  var shard: Shard
  var merge: Bool
  var engine: SweepEngine?
  var isDryRun: Bool
  var waits: Bool
  var shards: Int
  var memory: Int?
  var minutes: Int?
  var image: String
  var week: ISOWeek?
  var weeks: Int
  var search: SearchLimits
  /// A folder of clock rules.
  var zoneRules: String?
  var simulation: SimulationOptions

  static func == (left: Self, right: Self) -> Bool {
    left.folder == right.folder && left.scenarios == right.scenarios && left.knobs == right.knobs
      && left.out == right.out && left.sweep == right.sweep && left.shard == right.shard && left.search == right.search
  }

  /// How long each plan is searched where nothing is said: enough to compare, and the same on every machine.
  static let usualIterations = 20_000

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    scenarios = arguments.all(Self.scenario)
    knobs = arguments.all(Self.set)
    var turned: [String: String] = [:]
    for knob in knobs {
      if let other = turned.updateValue(knob.value, forKey: knob.key) {
        throw UsageError.conflict(
          "'--set' turns \(knob.key) twice, to \(other) and to \(knob.value)",
          "Give it once; for two futures write two scenario files.")
      }
    }
    out = arguments[Self.out]
    pictures = arguments.has(Self.pictures)
    ranges = []
    for range in arguments.all(Self.range) {
      ranges.append(try TornadoRange(range.key, range.value, at: "--range \(range.key)"))
    }
    hiring = arguments[Self.hiring]
    training = arguments[Self.training] ?? 0
    sweep = arguments[Self.sweep]
    shard = arguments[ShardOption.shard] ?? Shard.all
    merge = arguments.has(Self.merge)
    engine = arguments[Self.engine]
    isDryRun = arguments.has(Self.dryRun)
    waits = arguments.has(Self.wait)
    shards = arguments[Self.shards] ?? 8
    memory = arguments[Self.memory]
    minutes = arguments[Self.minutes]
    image = arguments[Self.image] ?? "rota:latest"
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
    search = try SearchOptions.read(arguments)
    zoneRules = arguments[CommonOptions.zoneRules]
    if arguments[SearchOptions.timeLimit] == nil, search.iterations == nil {
      search.iterations = Self.usualIterations
      search.timeLimit = nil
    }
    simulation = SimulationFlags.read(arguments)
    simulation.seed = search.seed
    simulation.threads = search.threads
    if sweep != nil {
      guard let out else {
        throw UsageError.conflict("a sweep needs a folder for its answers", "Add '--out DIR'.")
      }
      guard search.iterations != nil else {
        throw UsageError.conflict(
          "a sweep is bounded by iterations, not time", "Use '--iterations' in place of '--time-limit'.")
      }
      self.out = out
    }
    try Self.refuseUnheard(arguments)
  }

  /// Refuses options that nothing would come of.
  private static func refuseUnheard(_ arguments: ParsedArguments) throws(Diagnostic) {
    func refuse(_ options: [(name: String, isGiven: Bool)], _ why: String, _ cure: String) throws(Diagnostic) {
      for option in options where option.isGiven { throw UsageError.conflict("'--\(option.name)' \(why)", cure) }
    }
    let hasShard = arguments[ShardOption.shard] != nil
    let isWaiting = arguments.has(Self.dryRun) || arguments.has(Self.wait)
    let engine = arguments[Self.engine]
    if arguments[Self.sweep] == nil {
      try refuse(
        [
          ("dry-run", arguments.has(Self.dryRun)), ("wait", arguments.has(Self.wait)),
          ("merge", arguments.has(Self.merge)), ("engine", engine != nil), ("shard", hasShard),
        ], "belongs to a sweep", "Add '--sweep FILE'.")
    } else {
      try refuse(
        [
          ("pictures", arguments.has(Self.pictures)), ("hiring", arguments[Self.hiring] != nil),
          ("training", arguments[Self.training] != nil), ("range", !arguments.all(Self.range).isEmpty),
        ], "is of scenarios, not of a sweep", "Leave it out, or compare scenarios without '--sweep'.")
      guard engine == .slurm || !isWaiting else {
        throw UsageError.conflict("only Slurm's jobs are submitted from here", "Add '--engine slurm'.")
      }
      if engine != nil {
        try refuse(
          [("shard", hasShard), ("merge", arguments.has(Self.merge))],
          "does not go with '--engine', which runs every shard", "Leave one of them out.")
      }
      if arguments.has(Self.merge) {
        try refuse([("shard", hasShard)], "does not go with '--merge', which joins all of them", "Leave it out.")
      }
      if arguments.has(Self.dryRun) {
        try refuse([("wait", arguments.has(Self.wait))], "has no job to wait for", "Leave out '--dry-run' or '--wait'.")
      }
    }
    if engine == nil {
      try refuse(
        [
          ("shards", arguments[Self.shards] != nil), ("memory", arguments[Self.memory] != nil),
          ("minutes", arguments[Self.minutes] != nil), ("image", arguments[Self.image] != nil),
        ], "is for '--engine'", "Add '--engine ENGINE'.")
    } else if engine != .kubernetes {
      try refuse([("image", arguments[Self.image] != nil)], "is for Kubernetes", "Leave it out.")
    }
    if engine == .parallel {
      try refuse(
        [("memory", arguments[Self.memory] != nil), ("minutes", arguments[Self.minutes] != nil)],
        "is not heard by GNU parallel", "Leave it out.")
    }
    if arguments[Self.hiring] == nil {
      try refuse(
        [("training", arguments[Self.training] != nil)], "belongs to a hiring plan", "Add '--hiring WEEKS'.")
    }
    if !arguments.has(Self.pictures) {
      try refuse([("range", !arguments.all(Self.range).isEmpty)], "is of the tornado", "Add '--pictures'.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let files = try FolderFiles(folder)
    let stop = StopFlag()
    if let sweep { return try run(sweep: sweep, files: files, stop: stop, on: console) }
    Interruption.raise(stop, sayingOn: console)
    let whatIf = WhatIf(
      files: files, settings: settings, simulation: simulation, plans: PlansFolder(project: folder))
    return try compare(whatIf, stop: stop, on: console)
  }

  var settings: PlanSettings { PlanSettings(week: week, weeks: weeks, options: search, command: "") }

  /// The files in order, then the knobs as one scenario more.
  func given() throws(Diagnostic) -> [Scenario] {
    var given: [Scenario] = []
    for path in scenarios {
      given.append(
        try Scenario(
          try CommandFiles.read(path), file: path, read: { (path) throws(Diagnostic) in try CommandFiles.read(path) }))
    }
    if !knobs.isEmpty {
      var scenario = Scenario(name: knobs.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
      for knob in knobs { try scenario.set(knob.key, to: knob.value) }
      given.append(scenario)
    }
    // A name that is there already gets a number, so that the tables can be told apart.
    var names: Set = [Scenario.baseline.name]
    for index in given.indices {
      let name = given[index].name
      var number = 1
      while !names.insert(given[index].name).inserted {
        number += 1
        given[index].name = "\(name) (\(number))"
      }
    }
    return given
  }

  /// The command up to what says which scenarios.
  /// - Parameter threads: whether to say how many, which changes no answer.
  func words(week: ISOWeek?, threads: Bool = true) -> [String] {
    var words = ["rota", "what-if", folder]
    if let week { words += ["--week", week.description] }
    if weeks != 1 { words += ["--weeks", "\(weeks)"] }
    if let iterations = search.iterations { words += ["--iterations", "\(iterations)"] }
    if let limit = search.timeLimit { words += ["--time-limit", PlanSettings.timeLimit(limit)] }
    if search.gap > 0 { words += ["--gap", "\(search.gap)"] }
    words += ["--seed", "\(search.seed)"]
    if threads || search.iterations == nil { words += ["--threads", "\(search.threads)"] }
    words += ["--replications", "\(simulation.replications)", "--routing", simulation.routing.rawValue]
    if let zoneRules { words += ["--zone-rules", zoneRules] }
    for path in scenarios { words += ["--scenario", path] }
    for knob in knobs { words += ["--set", "\(knob.key)=\(knob.value)"] }
    return words
  }
}
