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

/// Scenarios side by side with the baseline.
extension WhatIfCommand {
  func compare(_ whatIf: WhatIf, stop: StopFlag, on console: Console) throws(Diagnostic) -> ExitStatus {
    let control = PlanControl(stop: stop, clock: MonotonicClock.seconds, progress: { console.progress($0) })
    let scenarios = try given()
    // What is wrong with a scenario is said before anything is planned.
    for scenario in scenarios { try whatIf.check(scenario, weeks: max(weeks, hiring ?? 0)) }
    if let out { try AtomicFile.check("\(out)/what-if.html") }
    let baseline = Scenario.baseline
    guard let base = try whatIf.solve(baseline, control: control) else {
      console.say("stopped before the baseline was done; there is nothing to compare")
      return .stoppedEarly
    }
    report(base, on: console)
    var answer = WhatIfAnswer(
      tool: base.plan.tool, team: base.plan.team, week: base.plan.week.description, currency: base.plan.currency,
      replications: simulation.replications, seed: simulation.seed, command: commandLine(base.plan.week),
      cases: [base.figures])
    for scenario in scenarios {
      if !stop.isRaised { console.say("planning '\(scenario.name)'") }
      if !stop.isRaised, let solved = try whatIf.solve(scenario, control: control) {
        report(solved, on: console)
        answer.cases.append(solved.figures)
      } else {
        answer.unfinished.append("the scenario '\(scenario.name)'")
      }
    }
    if pictures { try draw(whatIf, base: base.plan, baseline: baseline, control: control, into: &answer, on: console) }
    if let hiring {
      for scenario in [baseline] + scenarios where !stop.isRaised {
        answer.hiring += try whatIf.hiring(
          scenario, base: base.plan, weeks: hiring, training: training, stop: stop)
      }
      if stop.isRaised { answer.unfinished.append("people by week") }
    }
    // Said before it is written, so that a full disk doesn't take it away.
    if console.json { try console.answer(json: answer) } else { console.answer(WhatIfText(answer: answer).text) }
    if let out { try write(answer, to: out, on: console) }
    return stop.isRaised ? .stoppedEarly : .done
  }

  /// What went wrong while a future was planned.
  private func report(_ solved: WhatIf.Solved, on console: Console) {
    for warning in solved.plan.warnings where WhatIf.searchWarnings.contains(warning.code) {
      var warning = warning
      warning.message = "'\(solved.figures.name)': \(warning.message)"
      console.report(warning)
    }
  }

  private func draw(
    _ whatIf: WhatIf, base: PlanDocument, baseline: Scenario, control: PlanControl, into answer: inout WhatIfAnswer,
    on console: Console
  ) throws(Diagnostic) {
    let stop = control.stop
    if !stop.isRaised { console.say("turning knobs") }
    answer.tornado = try whatIf.tornado(base, ranges: ranges, stop: stop)
    answer.grid = try whatIf.grid(base, stop: stop)
    if stop.isRaised { answer.unfinished.append("some of the knobs") }
    if !stop.isRaised { console.say("pricing promises") }
    answer.curve = try whatIf.curve(baseline, control: control)
    if stop.isRaised { answer.unfinished.append("some of the cost of better promises") }
  }

  private func write(_ answer: WhatIfAnswer, to out: String, on console: Console) throws(Diagnostic) {
    try AtomicFile.write(Array(whatIfPage(answer).utf8), to: "\(out)/what-if.html")
    try AtomicFile.write(Array((try Console.json(answer) + "\n").utf8), to: "\(out)/what-if.json")
    for (name, bytes) in whatIfTables(answer) { try AtomicFile.write(bytes, to: "\(out)/\(name)") }
    console.say("wrote \(out)/what-if.html, .csv and .json")
  }

  private func commandLine(_ week: ISOWeek) -> String {
    // Only what determines the answer: the same answer is the same bytes, whoever made it where.
    var words = words(week: week, threads: false)
    if pictures { words.append("--pictures") }
    for range in ranges { words += ["--range", range.words] }
    if let hiring { words += ["--hiring", "\(hiring)", "--training", "\(training)"] }
    return words.map(ShellWord.quoted).joined(separator: " ")
  }
}
