internal import Calendars
internal import Workforce

extension DocumentCheck {
  /// What heads cost and what they are worth, and how many are asked for.
  mutating func cover(of request: RosterRequest) {
    let prices = request.prices
    let hourly = [
      ("underFirst", prices.underFirst), ("underNext", prices.underNext), ("overFirst", prices.overFirst),
      ("overNext", prices.overNext),
    ]
    for (name, value) in hourly { number(value, 0...Self.seconds, "a price", at: "request.prices.\(name)") }
    share(prices.band, at: "request.prices.band")
    if let ladder = prices.ladder { self.ladder(ladder, of: prices) }
    for (index, entry) in request.demand.enumerated() {
      let path = "request.demand[\(index)]"
      wholes(entry.required, request.grid.count, at: "\(path).required")
      if let steps = entry.steps {
        self.steps(steps, prices: prices.ladder?.count, request.grid.count, at: "\(path).steps")
      }
    }
  }

  private mutating func ladder(_ ladder: [Double], of prices: CoveragePrices) {
    let path = "request.prices.ladder"
    demand((1...CoveragePrices.mostSteps).contains(ladder.count), at: path) {
      "\(ladder.count) prices; expected 1 to \(CoveragePrices.mostSteps)"
    }
    for (index, price) in ladder.enumerated() {
      number(price, 0...Self.seconds, "a price", at: "\(path)[\(index)]")
      if index > 0 {
        demand(price <= ladder[index - 1], at: "\(path)[\(index)]") {
          "found \(price), above the price before it, \(ladder[index - 1])"
        }
      }
    }
    for (name, price) in [("underNext", prices.underNext), ("underFirst", prices.underFirst)] {
      demand(ladder.contains(price), at: path) { "the price \(price) of `\(name)` isn't one of it" }
    }
  }

  /// - Parameter prices: how many the ladder has; nil = there is none.
  private mutating func steps(_ steps: ServiceSteps, prices: Int?, _ count: Int, at path: String) {
    numbers(steps.contactPrice, count, 0...Self.seconds, "a price", at: "\(path).contactPrice")
    demand(prices != nil, "steps without the prices that they are about, `request.prices.ladder`", at: path)
    length(steps.heads.count, prices ?? 0, at: "\(path).heads", each: "price")
    for (index, numbers) in steps.heads.enumerated() { wholes(numbers, count, at: "\(path).heads[\(index)]") }
    guard fault == nil else { return }
    for (index, (before, numbers)) in zip(steps.heads, steps.heads.dropFirst()).enumerated() {
      guard let slot = numbers.indices.first(where: { numbers[$0] < before[$0] }) else { continue }
      demand(false, at: "\(path).heads[\(index + 1)][\(slot)]") {
        "found \(numbers[slot]), fewer than at the price before it, \(before[slot])"
      }
    }
  }
}
