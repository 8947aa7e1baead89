internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// What the plan says of each queue, against its settings.
  mutating func checkQueues() {
    let rule = "figures.queue"
    for (number, queue) in plan.queues.enumerated() {
      let path = "queues[\(number)]"
      let forecast = plan.forecasts?.first { $0.queue == queue.id }
      if let forecast, plan.forecasts != nil, queue.daySpread != nil || forecast.daySpread.isFinite {
        agree(rule, "\(path).daySpread", queue.daySpread, max(0, forecast.daySpread))
      }
      if let variation = queue.handleTimeVariation, !(variation >= 0 && variation.isFinite) {
        say("figures.form", "\(path).handleTimeVariation", "found \(variation), expected at least 0")
      }
      for other in queue.blendedWith ?? [] where !plan.queues.contains(where: { $0.id == other }) {
        say(rule, "\(path).blendedWith", "'\(other)' is no queue of the plan")
      }
      if let share = queue.usableIdleShare, !(0...1).contains(share) {
        say(rule, "\(path).usableIdleShare", "found \(share), expected 0 to 1")
      }
      guard let settings = queue.settings else { continue }
      equal(rule, "\(path).id", queue.id, settings.id)
      equal(rule, "\(path).name", queue.name, settings.name)
      equal(rule, "\(path).channel", queue.channel, settings.channel.rawValue)
      equal(rule, "\(path).zone", queue.zone, settings.zone)
      agree(
        rule, "\(path).targetServiceLevel", queue.targetServiceLevel,
        settings.channel == .email ? nil : settings.target.serviceLevel)
      let shrinkage = ShrinkageReading(settings: settings, grid: reading.grid)
      let open = plan.coverage[number].open
      let shares = open.indices.filter { open[$0] }.map(shrinkage.share)
      let mean = shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
      agree(
        rule, "\(path).shrinkage", queue.shrinkage, settings.shrinkagePlan == nil ? settings.shrinkage : mean)
      checkTarget(of: queue, settings, path)
      if settings.channel != .email || settings.responseTime == nil, queue.backlog != nil {
        say("figures.backlog", "\(path).backlog", "found an outlook, but the queue has no deadlines")
      }
    }
  }

  /// The promise in words. Of other programs, which may say it otherwise, it names the share that is asked for and the cap
  /// on occupancy; of work with a deadline, its hours or minutes.
  private mutating func checkTarget(of queue: PlanQueue, _ settings: QueueSettings, _ path: String) {
    guard !reading.origin.isOurs else {
      return equal("figures.queue", "\(path).target", queue.target, TargetWords.of(settings))
    }
    let numbers = Self.numbers(in: queue.target)
    var expected: [(words: String, values: [Double])] = []
    func time(_ seconds: Double) -> [Double] {
      [seconds, seconds / 60, seconds / 3600, (seconds / 3600).rounded(.down), (seconds / 60).rounded(.down)]
    }
    if settings.channel == .email {
      if let response = settings.responseTime {
        expected.append(("\(response.seconds / 3600) h", time(response.seconds)))
      }
    } else {
      if let level = settings.target.serviceLevel {
        let seconds = settings.target.withinSeconds
        expected += [("\(level * 100) %", [level * 100]), ("\(seconds) s", time(seconds))]
      }
      if let wait = settings.target.meanWait { expected.append(("\(wait) s", time(wait))) }
      if let cap = settings.target.maximumOccupancy { expected.append(("\(cap * 100) %", [cap * 100])) }
    }
    for part in expected where !numbers.contains(where: { found in part.values.contains { abs($0 - found) <= 0.051 } })
    {
      say("figures.queue", "\(path).target", "found \(Shown.text(queue.target)), which doesn't say \(part.words)")
    }
  }

  private static func numbers(in text: String) -> [Double] {
    text.split { !$0.isNumber && $0 != "." }.compactMap { Double($0) }
  }

  /// Forecasts and the simulation by their form: known queues, rising times, quantiles and intervals the right way round.
  mutating func checkForms() {
    for (number, forecast) in (plan.forecasts ?? []).enumerated() {
      let path = "forecasts[\(number)]"
      let counts = [forecast.contacts.count, forecast.p10.count, forecast.p50.count, forecast.p90.count]
      if counts.contains(where: { $0 != forecast.starts.count }) {
        say("figures.form", path, "its arrays are of unequal length")
        continue
      }
      if !plan.queues.contains(where: { $0.id == forecast.queue }) {
        say("figures.form", "\(path).queue", "'\(forecast.queue)' is no queue of the plan")
      }
      let wrong = forecast.starts.indices.first { row in
        !(0 <= forecast.p10[row] && forecast.p10[row] <= forecast.p50[row] && forecast.p50[row] <= forecast.p90[row]
          && forecast.contacts[row] >= 0) || row > 0 && forecast.starts[row] <= forecast.starts[row - 1]
      }
      if let wrong { say("figures.form", "\(path).starts[\(wrong)]", "its quantiles or its time are out of order") }
    }
    guard let simulation = plan.simulation else { return }
    if simulation.replications < 1 || simulation.rounds < 0 {
      say("figures.form", "simulation", "\(simulation.replications) replications, \(simulation.rounds) rounds")
    }
    if simulation.queues.map(\.queue) != plan.queues.map(\.id) {
      say("figures.form", "simulation.queues", "the queues aren't those of the plan, in that order")
    }
    var shares: [(String, Estimate?)] = [
      ("serviceLevel", simulation.serviceLevel), ("abandonment", simulation.abandonment),
      ("withoutHelp", simulation.withoutHelp),
    ]
    for (number, queue) in simulation.queues.enumerated() {
      shares += [
        ("queues[\(number)].serviceLevel", queue.serviceLevel), ("queues[\(number)].abandonment", queue.abandonment),
        ("queues[\(number)].occupancy", queue.occupancy),
      ]
      if let wait = queue.waitAnswered, !(wait.mean >= 0 && wait.low <= wait.mean && wait.mean <= wait.high) {
        say(
          "figures.form", "simulation.queues[\(number)].waitAnswered", "found \(wait.low) ≤ \(wait.mean) ≤ \(wait.high)"
        )
      }
      if !(queue.waitingAtEnd >= 0) {
        say("figures.form", "simulation.queues[\(number)].waitingAtEnd", "found \(queue.waitingAtEnd)")
      }
    }
    for case (let name, let share?) in shares {
      let holds = share.low <= share.mean && share.mean <= share.high && share.mean >= -1e-9 && share.mean <= 1 + 1e-9
      if !holds { say("figures.form", "simulation.\(name)", "found \(share.low) ≤ \(share.mean) ≤ \(share.high)") }
    }
    checkWeakHours(simulation.weakHours)
  }

  /// The tightest interval of each weak hour, from the coverage; its target is the queue's.
  private mutating func checkWeakHours(_ hours: [WeakHour]) {
    for (number, hour) in hours.enumerated() {
      let path = "simulation.weakHours[\(number)]"
      guard let queue = plan.queues.firstIndex(where: { $0.id == hour.queue }) else {
        say("figures.form", "\(path).queue", "'\(hour.queue)' is no queue of the plan")
        continue
      }
      let coverage = plan.coverage[queue]
      let slots = (0..<reading.grid.count).filter {
        reading.grid.instant(at: $0).rawValue / 3600 == hour.start.rawValue / 3600
      }
      let isThere = slots.contains {
        coverage.required[$0] == hour.required && coverage.scheduled[$0] == hour.scheduled
      }
      if !isThere {
        say(
          "figures.simulation", path,
          "\(hour.required) required and \(hour.scheduled) there is no interval of the hour from \(hour.start.utcText)")
      }
      if let target = plan.queues[queue].targetServiceLevel, !Shown.agree(target, hour.target) {
        say("figures.simulation", "\(path).target", "found \(hour.target), expected \(target)")
      }
    }
  }
}
