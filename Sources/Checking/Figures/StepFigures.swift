internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// Prices of missing heads by the contacts that they bring: never above what one head more is worth on the concave hull of
  /// the expected service, which begins where heads are no longer below the floor.
  ///
  /// - Parameter needs: by interval; nil where nobody may be required.
  mutating func checkSteps(_ needs: [HeadNeed?], _ settings: QueueSettings, _ coverage: QueueCoverage) {
    guard let ladder = plan.request.prices.ladder,
      let number = plan.request.demand.firstIndex(where: { $0.queue == coverage.queue }),
      let steps = plan.request.demand[number].steps
    else { return }
    let hours = Double(reading.grid.interval.rawValue) / 60
    for level in ladder.indices.dropFirst() {
      along(
        "figures.steps", "request.demand[\(number)].steps.heads[\(level)]", zone: settings.zone,
        found: { "\(steps.heads[level][$0])" }
      ) { slot in
        let (from, to) = (steps.heads[level - 1][slot], steps.heads[level][slot])
        guard from < to else { return nil }
        guard let need = needs[slot] else { return "0, because nobody is asked for" }
        guard to <= max(need.most, settings.minimumHeads ?? 0) else { return "a number that contacts are worth" }
        let price = ladder[level] * hours
        let hull = need.curve.map { GainHull($0, from: steps.heads[0][slot], settings.target) }
        let worth = { (heads: Int) in
          steps.contactPrice[slot] * coverage.contacts[slot] * ((hull?.gain(heads) ?? 0) * (1 + 1e-7) + 1e-9)
        }
        guard let wrong = (from..<to).first(where: { price > worth($0) }) else { return nil }
        return "at most \(wrong): the next head is worth \(worth(wrong) / hours) an hour, its price is \(ladder[level])"
      }
    }
  }
}

/// How much of the expected service each further head brings, on the concave hull from a floor on.
struct GainHull {
  private let floor: Int
  private let gains: [Double]

  init(_ curve: HeadCurve, from floor: Int, _ target: ServiceTarget) {
    let floor = max(floor, curve.heads.lowerBound)
    self.floor = floor
    guard floor < curve.heads.upperBound else {
      gains = []
      return
    }
    let levels = (floor...curve.heads.upperBound).map { curve.expected($0).level(target) }
    // Corners of the hull from below, each turn to the right.
    var corners = [0]
    func slope(_ from: Int, _ to: Int) -> Double { (levels[to] - levels[from]) / Double(to - from) }
    for next in levels.indices.dropFirst() {
      while corners.count > 1, let last = corners.last,
        slope(corners[corners.count - 2], last) <= slope(last, next)
      {
        corners.removeLast()
      }
      corners.append(next)
    }
    gains = zip(corners, corners.dropFirst()).flatMap { from, to in
      Array(repeating: slope(from, to), count: to - from)
    }
  }

  /// What the head after so many brings, in shares of contacts; 0 beyond what is known.
  func gain(_ heads: Int) -> Double { gains.indices.contains(heads - floor) ? gains[heads - floor] : 0 }
}
