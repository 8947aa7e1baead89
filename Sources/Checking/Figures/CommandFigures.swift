internal import Calendars
internal import Plans
internal import Searching
internal import Words
internal import Workforce

extension PlanFigures {
  /// The command that makes the plan again: every word of it against the options, the week and the simulation.
  ///
  /// What other programs wrote is compared as far as it is understood.
  mutating func checkCommand() {
    let command = CommandWords(plan.command)
    // A changed plan names the change; its arguments are those of a plan that isn't at hand.
    if plan.revised != nil, plan.command.hasPrefix("rota ") { return }
    let options = plan.options
    var stated: [(option: String, expected: String?, agrees: (String) -> Bool)] = []
    func expect(_ option: String, _ expected: String?) { stated.append((option, expected, { $0 == expected })) }
    expect("--week", plan.week.description)
    expect("--weeks", plan.weeks == 1 ? nil : "\(plan.weeks)")
    expect("--iterations", options.iterations.map { "\($0)" })
    let limits = Self.limits(options.timeLimit)
    stated.append(("--time-limit", limits.first, { limits.contains($0) }))
    let gap = options.gap
    stated.append(("--gap", gap > 0 ? "\(gap)" : nil, { Double($0) == gap }))
    expect("--seed", "\(options.seed)")
    expect("--threads", options.iterations == nil ? "\(options.threads)" : nil)
    let isOurs = reading.origin.isOurs
    if isOurs, !command.isPlan {
      say("figures.command", "command", "found \(Shown.text(plan.command)), expected rota plan DIR and its options")
    }
    for (option, expected, agrees) in stated {
      let found = command.values[option]
      // A single week may be said.
      if option == "--weeks", plan.weeks == 1, found == ["1"] { continue }
      if let found {
        let isRight = expected != nil && found.count == 1 && agrees(found[0])
        if !isRight {
          say(
            "figures.command", "command",
            "\(option) is \(Words.plain.and(found)), expected \(expected ?? "no such option")")
        }
      } else if isOurs, let expected {
        say("figures.command", "command", "\(option) isn't there, expected \(option) \(expected)")
      }
    }
    guard isOurs else { return }
    let others: Set = ["--budget", "--zone-rules", "--verify", "--verify-rounds", "--replications", "--routing"]
    let known = others.union(stated.map(\.option))
    for option in command.values.keys.sorted() where !known.contains(option) {
      say("figures.command", "command", "found \(option), which 'rota plan' doesn't record")
    }
    if let found = command.values["--budget"] {
      let weekly = plan.request.budget.map { $0 / Double(max(1, plan.weeks)) }
      if !(found.count == 1 && weekly.map { abs((Double(found[0]) ?? -1) - $0) <= 1e-6 + 1e-9 * $0 } ?? false) {
        say(
          "figures.command", "command",
          "--budget is \(Words.plain.and(found)), expected \(weekly.map { Shown.number($0) } ?? "no such option")")
      }
    }
    if (command.values["--verify"] != nil) != (plan.simulation != nil) {
      say(
        "figures.command", "command",
        plan.simulation == nil
          ? "found --verify, but the plan holds no simulation" : "--verify isn't there, but a simulation")
    }
    if let simulation = plan.simulation, let found = command.values["--replications"],
      found != ["\(simulation.replications)"]
    {
      say(
        "figures.command", "command",
        "--replications is \(Words.plain.and(found)), expected \(simulation.replications)")
    }
  }

  /// How a limit of time may be written: to the thousandth, or in whole seconds, as older programs do.
  private static func limits(_ seconds: Double?) -> [String] {
    guard let seconds, seconds >= 0, seconds <= 1e9 else { return [] }
    let whole = "\(Int(seconds.rounded(.up)))s"
    let thousandths = max(1, Int((seconds * 1000).rounded()))
    return thousandths.isMultiple(of: 1000) ? [whole] : ["\(thousandths)ms", whole]
  }
}

/// A recorded command, cut into its options.
private struct CommandWords {
  /// Whether it is `rota plan` with a folder.
  let isPlan: Bool
  /// Values by option, each as often as it is there; empty texts for options without one.
  private(set) var values: [String: [String]] = [:]

  init(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    // A folder's name may hold blanks.
    let head = words.prefix { !$0.hasPrefix("--") }
    isPlan = head.starts(with: ["rota", "plan"]) && head.count > 2
    var option: String?
    var value: [String] = []
    for word in words.dropFirst(head.count) + ["--"] {
      guard word.hasPrefix("--") else {
        value.append(word)
        continue
      }
      if let option { values[option, default: []].append(value.joined(separator: " ")) }
      (option, value) = (word, [])
    }
  }
}
