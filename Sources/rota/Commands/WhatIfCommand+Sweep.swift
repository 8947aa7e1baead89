internal import Calendars
internal import Foundation
internal import Optimization
internal import Planning
internal import Plans
internal import Publishing
internal import Scenarios
internal import Searching
internal import Simulation
internal import Tables
internal import Workforce
internal import Words

/// What a shard answers with --json.
private struct ShardAnswer: Codable {
  var schema = 1
  var cases: Int
  var solved: Int
}

/// Many cases: here, in shards, or on an engine.
extension WhatIfCommand {
  func run(
    sweep path: String, files: FolderFiles, stop: StopFlag, on console: Console
  ) throws(Diagnostic) -> ExitStatus {
    let out = self.out ?? "."
    let project = try Project.read(files)
    let pipeline = try Pipeline(project: project, settings: settings)
    let pinned = pipeline.week
    let plans = PlansFolder(project: folder)
    var base = Scenario(name: "sweep")
    for scenario in try given() { base.add(scenario) }
    let bytes = try CommandFiles.read(path)
    let probe = try Sweep(bytes, file: path, base: base, salt: "")
    let countsPast = project.countsPast || probe.speaksOfFairness
    // A case may have rules that look further than the project's.
    let neighbours = try plans.neighbours(
      ofPlanFrom: pinned, on: pipeline.dates, reach: Neighbours.mostReach, countsPast: countsPast)
    // What a case depends on beside its knobs, with the files that only a scenario names. Threads don't matter, nor does
    // the machine.
    let beside = neighbours.inputs.map { "\($0.path) \($0.sha256)" }
    let inputs = (project.inputs + (try base.project(files).inputs)).map { "\($0.path) \($0.sha256)" }
    let options = [
      "\(weeks)", "\(search.iterations ?? 0)", "\(search.gap)", "\(search.seed)", "\(simulation.replications)",
      simulation.routing.rawValue,
    ]
    let rules = [project.zoneChoice.used.source.releaseText, "\(pipeline.clocks.zones)"]
    let salt = [[Tool.signature], rules, [pinned.description], options, inputs, beside].flatMap { $0 }
    let sweep = try Sweep(bytes, file: path, base: base, salt: salt.joined(separator: "\n"))
    for one in sweep.cases { _ = try one.scenario.project(files) }
    if let last = sweep.cases.last {
      try last.scenario.check(days: pinned.monday...pinned.monday.adding(days: 7 * weeks - 1))
    }
    if merge { return try merge(sweep, of: project, week: pinned, from: out, on: console) }
    var one = settings
    one.week = pinned
    one.options.threads = 1
    var playing = simulation
    playing.threads = 1
    let whatIf = WhatIf(files: files, settings: one, simulation: playing, plans: plans)
    if engine == nil || engine == .slurm && !isDryRun { try AtomicFile.check("\(out)/sweep.csv") }
    if let engine {
      return try hand(sweep, path, to: engine, whatIf, project, week: pinned, out: out, stop: stop, on: console)
    }
    Interruption.raise(stop, sayingOn: console)
    let wanted = sweep.shard(shard.number, of: shard.count)
    let solved = try sweep.run(
      wanted, whatIf: whatIf, folder: out, threads: search.threads, control: Self.quiet(stop),
      done: { console.say("solved \($0.scenario.name)") })
    // Who solves the whole grid in one go wants its answer, not another command.
    let isWhole = shard.count == 1 && !stop.isRaised
    if !console.json {
      console.answer("\(wanted.count) cases\(shard.count > 1 ? " in this shard" : ""), \(solved) solved now\n")
    } else if !isWhole {
      try console.answer(json: ShardAnswer(cases: wanted.count, solved: solved))
    }
    if isWhole { return try merge(sweep, of: project, week: pinned, from: out, on: console) }
    return stop.isRaised ? .stoppedEarly : .done
  }

  private static func quiet(_ stop: StopFlag) -> PlanControl {
    PlanControl(stop: stop, clock: MonotonicClock.seconds, progress: { _ in })
  }

  private func merge(
    _ sweep: Sweep, of project: Project, week: ISOWeek, from out: String, on console: Console
  ) throws(Diagnostic) -> ExitStatus {
    let (cases, missing) = try sweep.merged(from: out)
    guard missing.isEmpty else {
      throw Diagnostic(
        "sweep.missing",
        "\(missing.count) of \(sweep.cases.count) cases are missing: \(missing.prefix(5).joined(separator: "; "))",
        cure: "Run their shards again; what is there is not solved twice.", kind: .answerIsNo)
    }
    try AtomicFile.write(whatIfCSV(cases), to: "\(out)/sweep.csv")
    try AtomicFile.write(Array((try Console.json(cases) + "\n").utf8), to: "\(out)/sweep.json")
    let answer = SweepAnswer(
      tool: Tool.signature, team: project.name, week: week.description, currency: project.currency,
      replications: simulation.replications,
      axes: sweep.axes.map { SweepAnswer.Axis(knob: $0.knob, values: $0.values) }, cases: cases)
    try AtomicFile.write(Array(sweepPage(answer).utf8), to: "\(out)/sweep.html")
    if console.json {
      try console.answer(json: answer)
    } else {
      console.answer(
        "\(cases.count - 1) cases joined in \(out)/sweep.html, .csv and .json; differences are to the baseline, the project "
          + "as it stands\n")
    }
    return .done
  }

  // MARK: Engines

  private func hand(
    _ sweep: Sweep, _ path: String, to engine: SweepEngine, _ whatIf: WhatIf, _ project: Project, week: ISOWeek,
    out: String, stop: StopFlag, on console: Console
  ) throws(Diagnostic) -> ExitStatus {
    // On other machines the program may be elsewhere; on a cluster with a shared file system it is where it is here.
    var words = words(week: week) + ["--sweep", path, "--out", out]
    if engine != .kubernetes, let own = Bundle.main.executablePath { words[0] = own }
    var needs = SweepNeeds(memory: memory ?? 512, minutes: minutes ?? 60, threads: search.threads, image: image)
    let isSubmitted = engine == .slurm && !isDryRun
    if isSubmitted, memory == nil || minutes == nil {
      Interruption.raise(stop, sayingOn: console)
      let measured = try measure(sweep, whatIf, out: out, stop: stop, on: console)
      if stop.isRaised { return .stoppedEarly }
      needs.memory = memory ?? measured.memory
      needs.minutes = minutes ?? measured.minutes
    }
    let script = engine.script(words: words, shards: shards, folder: out, needs: needs)
    guard isSubmitted else {
      console.answer(script)
      return .done
    }
    let job = SlurmJob(script: "\(out)/sweep.sbatch", logs: "\(out)/logs")
    try job.write(script)
    var unfinished = try sweep.unfinishedShards(of: shards, in: out)
    for attempt in 1...3 where !unfinished.isEmpty {
      let id = try job.submit(unfinished, waits: waits)
      console.say(
        "job \(id): \(unfinished.count) shards, \(needs.memory) MiB and \(Words.plain.minutesInFull(needs.minutes)) each"
      )
      guard waits else {
        console.answer("submitted job \(id); join its answers with --merge\n")
        return .done
      }
      unfinished = try sweep.unfinishedShards(of: shards, in: out)
      if !unfinished.isEmpty, attempt < 3 { console.say("\(unfinished.count) shards failed; once more") }
    }
    return try merge(sweep, of: project, week: week, from: out, on: console)
  }

  /// Solves a case that is not there yet, and says what a shard needs: thrice its time, twice its memory. Where all are
  /// there, a minute will do.
  private func measure(
    _ sweep: Sweep, _ whatIf: WhatIf, out: String, stop: StopFlag, on console: Console
  ) throws(Diagnostic) -> (memory: Int, minutes: Int) {
    console.say("measuring a case")
    let begin = MonotonicClock.seconds()
    _ = try sweep.run(
      sweep.cases, whatIf: whatIf, folder: out, threads: 1, control: Self.quiet(stop), most: 1, done: { _ in })
    let seconds = MonotonicClock.seconds() - begin
    let perShard = Double((sweep.cases.count + shards - 1) / shards + 1) / Double(max(1, search.threads))
    let memory = 2 * MemoryUse.peakMebibytes + 64 * search.threads
    return (memory / 64 * 64 + 64, Int((3 * seconds * max(1, perShard) / 60).rounded(.up)) + 1)
  }
}
